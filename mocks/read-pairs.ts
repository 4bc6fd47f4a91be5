import { HookwrightError } from "../schemas/hookwright-error.ts";
import { row } from "../schemas/row.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import type { Readings } from "./readings.ts";

/** A name and its arguments, as the command line gives them. */
export interface Named {
  name: string;
  given: Readonly<Record<string, unknown>>;
}

/**
 * Reads `name[:key=value;…]`, where the first argument's key may be left out.
 * @throws HookwrightError `unknown-name` for the name or a key, `invalid-option` for a value
 */
export const readPairs = (what: string, text: string, known: Readonly<Record<string, Readings>>): Named => {
  const [name = "", ...rest] = text.split(":");
  const readings = row(known, name);
  if (!readings) throw unknownName(what, name, Object.keys(known));
  const keys = Object.keys(readings);
  const pairs = rest
    .join(":")
    .split(";")
    .filter((pair) => pair !== "");
  const given = pairs.map((pair, i) => {
    const at = pair.indexOf("=");
    const [key = "", value] = at > 0 ? [pair.slice(0, at), pair.slice(at + 1)] : [i === 0 ? keys[0] : pair, pair];
    const reading = row(readings, key);
    if (!reading) throw unknownName(`argument of ${name}`, key, keys);
    const read = reading.read(value);
    if (read === undefined)
      throw new HookwrightError(
        "invalid-option",
        `Failed to read the ${what} "${text}": ${key} is "${value}". Give ${reading.says}.`,
      );
    return [key, read] as const;
  });
  return { name, given: Object.fromEntries(given) };
};
