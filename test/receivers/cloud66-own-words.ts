import type { Cloud66Subject } from "hookwright/cloud66";
import { createCloud66Receiver } from "./cloud66.ts";
import type { TestReceiver } from "./test-receiver.ts";

/** Keeps two words of its own instead of Cloud66's statuses. */
export const createCloud66OwnWordsReceiver = (): TestReceiver<Cloud66Subject> => {
  const { fetch, options } = createCloud66Receiver({
    move(row, { timestamp, ssl_certificate: { status } }) {
      if (timestamp < row.at) return;
      row.at = timestamp;
      row.status = status === "installed" ? "secure" : "broken";
    },
  });
  return { fetch, options: { ...options, expect: { installed: "secure", failed: "broken" } } };
};
