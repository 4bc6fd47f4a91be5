import { correctParts, type Parts } from "../cloudflare.ts";
import { suffixOf } from "../cloudflare-event.ts";

/** The correct move, but another status for some events. */
export const misread =
  (statuses: Readonly<Record<string, string>>): Parts["move"] =>
  (row, event) => {
    const status = statuses[suffixOf(event)];
    correctParts.move(row, event);
    if (status !== undefined) row.status = status;
  };
