import Cloudflare from "cloudflare";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { getResponse } from "msw";
import { createCloudflareReceiver, type Parts, type Row } from "./cloudflare.ts";
import type { TestReceiver } from "./test-receiver.ts";

/** What the API says of a custom hostname; nothing where it does not find it. */
export type Ask = (row: Row) => Promise<string | undefined>;

/** Asks by the official SDK. */
export const askBy =
  (sdk: Cloudflare): Ask =>
  async ({ id, zoneId }) => {
    try {
      const { ssl } = await sdk.customHostnames.get(id, { zone_id: zoneId });
      return ssl?.status;
    } catch (error) {
      if (error instanceof Cloudflare.NotFoundError) return undefined;
      throw error; // answered with 500: the event is lost unless it is sent again
    }
  };

/** Keeps what the API says, whatever the event does. */
export const askingParts = (ask: Ask): Partial<Parts> => ({
  async apply(rows, event, { find }) {
    for (const row of find(rows, event)) row.status = (await ask(row)) ?? "deleted";
  },
});

/**
 * Takes an event for a nudge, asks the provider's API what the matter is, and keeps what it says: the order in which events
 * come does not matter to it. `wrong` is how a mutant asks.
 */
export const createAskingReceiver = (
  wrong: (ask: Ask) => (row: Row) => Promise<string | undefined> = (ask) => ask,
): TestReceiver<CloudflareSubject> => {
  const api = mockProvider(cloudflare);
  const call = async (url: string | URL | Request, init?: RequestInit): Promise<Response> =>
    (await getResponse(api.handlers, new Request(url, init))) ?? Response.error();
  const ask = wrong(askBy(new Cloudflare({ apiToken: "any", maxRetries: 0, fetch: call })));
  const { fetch, options } = createCloudflareReceiver(askingParts(ask));
  return { fetch, options: { ...options, api } };
};
