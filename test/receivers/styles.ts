import type { Cloud66Subject } from "hookwright/cloud66";
import type { CloudflareSubject } from "hookwright/cloudflare";
import { createAskingReceiver } from "./asks-the-api.ts";
import { createCloud66Receiver } from "./cloud66.ts";
import { createCloud66OwnWordsReceiver } from "./cloud66-own-words.ts";
import { createCloud66StatelessReceiver } from "./cloud66-stateless.ts";
import { createCloudflareReceiver } from "./cloudflare.ts";
import { createForgetfulReceiver } from "./forgetful.ts";
import { createLateReceiver, createQueueReceiver } from "./late.ts";
import { createNotificationOnlyReceiver } from "./notification-only.ts";
import { createOwnWordsReceiver } from "./own-words.ts";
import { createRowsByHostnameReceiver } from "./rows-by-hostname.ts";
import { createSerialQueueReceiver } from "./serial-queue.ts";
import { createStatelessReceiver } from "./stateless.ts";
import type { TestReceiver } from "./test-receiver.ts";

/** A way to receive webhooks that is right. */
export interface Style<S extends object> {
  /** Follows "a receiver that". */
  what: string;
  create: () => TestReceiver<S>;
  /** The checks that it gives no ground for, each with the reason in the report. */
  skips?: Readonly<Record<string, string | RegExp>>;
}

/** Right ways to receive Cloudflare's webhooks. */
export const cloudflareStyles: readonly Style<CloudflareSubject>[] = [
  { what: "mirrors the statuses", create: createCloudflareReceiver },
  { what: "has three words of its own", create: createOwnWordsReceiver },
  { what: "answers 202 and works later", create: createLateReceiver },
  { what: "works later and says when it is done", create: createQueueReceiver },
  { what: "answers 202 and works off a queue, one event after another", create: createSerialQueueReceiver },
  { what: "updates rows only, one for each hostname", create: createRowsByHostnameReceiver },
  { what: "makes rows of events and deletes them on deletion", create: createForgetfulReceiver },
  {
    what: "keeps no state",
    create: createStatelessReceiver,
    skips: {
      "follows-lifecycle": "no observe given",
      "isolates-subjects": "no observe given",
      "tolerates-reordering": "no observe given",
      "tolerates-loss": "no observe given",
      "stays-deleted": "no observe given",
    },
  },
  { what: "takes events for nudges and asks the API", create: createAskingReceiver },
  { what: "reads only the notification envelope", create: createNotificationOnlyReceiver },
];

/** What Cloud66 documents nothing of. */
const NO_GROUND: Style<Cloud66Subject>["skips"] = {
  "accepts-orphans": "Cloud66 documents no orphans",
  "accepts-test-message": /^Cloud66 documents no test message/,
  "stays-deleted": /^Cloud66 /,
};

/** Right ways to receive Cloud66's webhooks. */
export const cloud66Styles: readonly Style<Cloud66Subject>[] = [
  { what: "mirrors the statuses", create: createCloud66Receiver, skips: NO_GROUND },
  { what: "has two words of its own", create: createCloud66OwnWordsReceiver, skips: NO_GROUND },
  {
    what: "keeps no state",
    create: createCloud66StatelessReceiver,
    skips: {
      ...NO_GROUND,
      "follows-lifecycle": "no observe given",
      "isolates-subjects": "no observe given",
      "tolerates-reordering": "no observe given",
      "tolerates-loss": "no observe given",
      "stays-deleted": /./,
    },
  },
];
