import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver } from "./cloudflare.ts";
import { SECRET, type TestReceiver } from "./test-receiver.ts";

/** Takes an event as a nudge only: there is no state to see. */
export const createStatelessReceiver = (): TestReceiver<CloudflareSubject> => ({
  fetch: createCloudflareReceiver().fetch,
  options: { secret: SECRET },
});
