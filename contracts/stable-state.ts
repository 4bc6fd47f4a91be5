import { instantMs } from "../generators/instant.ts";

const HOUR = 3_600_000;
const SKEW = 5000; // whole seconds, and a clock that is a little behind

// A leaf that holds an instant of this run ("updated_at": now) says when the receiver worked, not what it knows.
const isOfThisRun = (value: unknown, since: number): boolean => {
  const candidates =
    typeof value === "number" ? [value, value * 1000] : [typeof value === "string" ? instantMs(value) : undefined];
  return candidates.some((ms) => ms !== undefined && ms >= since - SKEW && ms <= Date.now() + HOUR);
};

const normal = (value: unknown, since: number): unknown => {
  if (Array.isArray(value)) return value.map((item) => normal(item, since));
  if (typeof value !== "object" || value === null)
    return isOfThisRun(value, since) ? "(an instant of this run)" : value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, normal((value as Record<string, unknown>)[key], since)]),
  );
};

/** An observed state as comparable text: keys sorted, instants of this run left out. */
export const stableState = (observed: unknown, since: number): string =>
  JSON.stringify(normal(observed, since)) ?? "nothing known";
