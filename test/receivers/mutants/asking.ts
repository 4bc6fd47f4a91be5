import type { CloudflareSubject } from "hookwright/cloudflare";
import { type Ask, createAskingReceiver } from "../asks-the-api.ts";
import type { TestReceiver } from "../test-receiver.ts";

/** A receiver that asks the API, and does it wrongly. */
export const asking = (wrong: (ask: Ask) => Ask) => (): TestReceiver<CloudflareSubject> => createAskingReceiver(wrong);
