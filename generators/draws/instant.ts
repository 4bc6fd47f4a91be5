import type { Instant } from "../../schemas/provider.ts";
import { draw, hash } from "./bits.ts";
import { rfc3339 } from "./rfc3339.ts";

const SECOND = 1000;
const MILLION = 1_000_000;
const DAY = 86_400 * SECOND;
const FIRST = Date.parse("0000-01-01T00:00:00Z"); // RFC 3339 has four digits for the year
const END = Date.UTC(10_000, 0, 1);
const UNITS: readonly number[] = [DAY, 3_600 * SECOND, 60 * SECOND, SECOND];

/**
 * The milliseconds of an ISO 8601 duration of days, hours, minutes and seconds, with an optional sign.
 * @example durationMs('-P60D') // -5184000000
 */
export const durationMs = (duration: string): number => {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!match) throw new RangeError(`"${duration}" is no duration like P30D or -PT5M`);
  const total = UNITS.reduce((sum, unit, i) => sum + unit * Number(match[i + 2] ?? 0), 0);
  return match[1] === "-" ? -total : total;
};

/** An RFC 3339 UTC instant with that many digits after the point; `finer` gives the digits below a millisecond. */
export const formatDateTime = (ms: number, fraction: number, finer = 0): string => {
  const second = Math.floor(ms / SECOND);
  const whole = rfc3339(second);
  if (fraction === 0) return whole;
  const digits = (ms - second * SECOND) * SECOND + Math.floor((finer % MILLION) / 1000);
  return `${whole.slice(0, -1)}.${String(MILLION + digits).slice(1, fraction + 1)}Z`;
};

/** An instant in the form that a provider gives it; the digits below a millisecond are drawn from the seed. */
export const formatInstant = (form: Instant, at: Date, seed: number, step: number): string | number => {
  const ms = at.getTime();
  if (form.form === "unix-seconds") return Math.floor(ms / SECOND);
  return formatDateTime(ms, form.fraction ?? 0, draw(hash(form.pointer), (seed + step * 7919) | 0));
};

/** The milliseconds since 1970 of an instant in either form, or `undefined` if it is none. */
export const instantMs = (value: unknown): number | undefined => {
  const ms = typeof value === "number" ? value * SECOND : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
};

/** The instant that lies `plusMs` after another one, as RFC 3339. */
export const instantPlus = (value: unknown, plusMs: number, fraction: number): string | undefined => {
  const ms = instantMs(value);
  const later = ms === undefined ? Number.NaN : ms + plusMs;
  return later >= FIRST && later < END ? formatDateTime(later, fraction) : undefined;
};

/** The whole days from one instant to another. */
export const daysBetween = (from: unknown, to: unknown): number | undefined => {
  const [a, b] = [instantMs(from), instantMs(to)];
  return a === undefined || b === undefined ? undefined : Math.floor((b - a) / DAY);
};
