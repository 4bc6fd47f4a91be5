import type { Cloud66Subject } from "hookwright/cloud66";
import { createCloud66Receiver } from "./cloud66.ts";
import { SECRET, type TestReceiver } from "./test-receiver.ts";

/** Sends a mail on every event: there is no state to see. */
export const createCloud66StatelessReceiver = (): TestReceiver<Cloud66Subject> => ({
  fetch: createCloud66Receiver().fetch,
  options: { secret: SECRET },
});
