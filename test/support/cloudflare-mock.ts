import Cloudflare from "cloudflare";
import type { FetchFunction } from "hookwright";
import cloudflare, {
  type CloudflareEvent,
  type CloudflareLifecycle,
  type CloudflareSubject,
} from "hookwright/cloudflare";
import { type MockOptions, type MockProvider, mockProvider } from "hookwright/msw";
import { type SetupServer, setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type WatchedAnswers, watchAnswers } from "./watch-answers.ts";

export const ZONE = "023e105f4ecef8ad9ca31a8372d0c353";
export const ACCOUNT = "01a7362d577a6c3019a474fd6f485823";
export const BASE = "https://api.cloudflare.com/client/v4";
export const HOSTNAMES: string = `/zones/${ZONE}/custom_hostnames`;
export const WEBHOOKS: string = `/accounts/${ACCOUNT}/alerting/v3/destinations/webhooks`;
export const POLICIES: string = `/accounts/${ACCOUNT}/alerting/v3/policies`;

// msw 3 renamed the option; the old name is ignored there in silence.
const REFUSE_THE_REST = { onUnhandledRequest: "error", onUnhandledFrame: "error" } as const;

/** A server for the tests of a file; each answer of the mocks on it is held to its schema. */
export const openMocks = (): { server: SetupServer; answers: WatchedAnswers } => {
  const server = setupServer();
  const answers = watchAnswers(server);
  beforeAll(() => server.listen(REFUSE_THE_REST));
  afterEach(async () => {
    server.resetHandlers();
    await answers.settled();
    expect(answers.problems.splice(0)).toEqual([]);
  });
  afterAll(() => server.close());
  return { server, answers };
};

/** What a receiver got. */
export interface Received {
  event: CloudflareEvent;
  secret: string | null;
  url: string;
}

/** A receiver that takes everything, and what it got. */
export const openReceiver = (status = 204): { received: Received[]; receive: FetchFunction } => {
  const received: Received[] = [];
  return {
    received,
    receive: async (request) => {
      const event = (await request.json()) as CloudflareEvent;
      received.push({ event, secret: request.headers.get("cf-webhook-auth"), url: request.url });
      return new Response(null, { status });
    },
  };
};

const PREFIX = "ssl.custom_hostname_certificate.";

/** The event types that arrived, without what they all begin with; a test message is "test". */
export const typesOf = (received: readonly Received[]): string[] =>
  received.map(({ event }) => event.metadata?.event.type.replace(PREFIX, "") ?? "test");

/** A mock of Cloudflare, its official SDK, and what a receiver got. */
export interface Started {
  api: MockProvider<CloudflareLifecycle, CloudflareSubject>;
  client: Cloudflare;
  received: Received[];
  create(hostname?: string): Promise<Cloudflare.CustomHostnames.CustomHostnameCreateResponse>;
  get(id: string): Promise<Cloudflare.CustomHostnames.CustomHostnameGetResponse>;
  /** The event types that arrived so far. */
  types(): string[];
}

/** Starts a mock on a server. */
export const startMock = (server: SetupServer, options: MockOptions = {}): Started => {
  const { received, receive } = openReceiver();
  const api = mockProvider(cloudflare, { secret: "s3cret", deliverTo: receive, ...options });
  server.use(...api.handlers);
  const client = new Cloudflare({ apiToken: "x", maxRetries: 0 });
  return {
    api,
    client,
    received,
    create: (hostname = "shop.acme.com") => client.customHostnames.create({ zone_id: ZONE, hostname }),
    get: (id) => client.customHostnames.get(id, { zone_id: ZONE }),
    types: () => typesOf(received),
  };
};

const JSON_HEADERS = { authorization: "Bearer x", "content-type": "application/json" };

/** A call of the API by hand. */
export const call = (method: string, path: string, body?: unknown, headers: object = JSON_HEADERS): Promise<Response> =>
  fetch(BASE + path, {
    method,
    headers: headers as Record<string, string>,
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

/** The status and the first error of a call's answer. */
export const refusalOf = async (response: Response): Promise<{ status: number; code?: number; message?: string }> => {
  const { errors = [] } = (await response.json()) as { errors?: { code: number; message: string }[] };
  return { status: response.status, ...errors[0] };
};
