import { HookwrightError } from "../schemas/hookwright-error.ts";

/** An instant: a Date, an ISO 8601 text, or milliseconds since 1970. */
export type Start = Date | string | number;

const DEFAULT_START = Date.UTC(2026, 0, 1);

/**
 * The milliseconds of a start; 2026-01-01T00:00:00Z unless given.
 * @throws HookwrightError `invalid-option` for what is no instant
 */
export const startMs = (start: Start | undefined): number => {
  const ms = start === undefined ? DEFAULT_START : new Date(start).getTime();
  if (Number.isNaN(ms))
    throw new HookwrightError(
      "invalid-option",
      `Failed to read the start "${String(start)}". Give an instant like 2026-01-01T00:00:00Z.`,
    );
  return ms;
};
