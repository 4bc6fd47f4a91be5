import { correctParts, type Parts } from "../cloudflare.ts";
import { suffixOf } from "../cloudflare-event.ts";

/** The correct move, but some events move nothing. */
export const unmovedBy =
  (...suffixes: readonly string[]): Parts["move"] =>
  (row, event) => {
    if (!suffixes.includes(suffixOf(event))) correctParts.move(row, event);
  };
