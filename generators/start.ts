import { HookwrightError } from "../schemas/hookwright-error.ts";

/** An instant: a Date, an RFC 3339 text, a plain date (midnight UTC), or milliseconds since 1970. */
export type Start = Date | string | number;

const DEFAULT_START = Date.UTC(2026, 0, 1);
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(9900, 0, 1); // lifecycles go on from there, and RFC 3339 ends with the year 9999

// Without an offset an instant would depend on the machine's time zone.
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/i;

/**
 * The milliseconds of a start; 2026-01-01T00:00:00Z unless given.
 * @throws HookwrightError `invalid-option` for what is no instant, or depends on a time zone
 */
export const startMs = (start: Start | undefined): number => {
  if (start === undefined) return DEFAULT_START;
  const ms = typeof start === "string" && !INSTANT.test(start) ? Number.NaN : new Date(start).getTime();
  if (ms >= FIRST && ms <= LAST) return ms;
  throw new HookwrightError(
    "invalid-option",
    `Failed to read the start "${String(start)}". Give an instant like 2026-01-01T00:00:00Z.`,
  );
};
