import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver, SECRET, type TestReceiver } from "./cloudflare.ts";

/** Takes an event as a nudge only: there is no state to see. */
export const createStatelessReceiver = (): TestReceiver<CloudflareSubject> => ({
  fetch: createCloudflareReceiver().fetch,
  options: { secret: SECRET },
});
