import { HookwrightError } from "../schemas/hookwright-error.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import type { Fault } from "./fault.ts";
import { duplicate } from "./faults/duplicate.ts";
import { reorder } from "./faults/reorder.ts";

type Read = (text: string) => unknown;

const positive: Read = (text) => (/^[1-9]\d*$/.test(text) ? Number(text) : undefined);
const positives: Read = (text) => (/^[1-9]\d*(,[1-9]\d*)*$/.test(text) ? text.split(",").map(Number) : undefined);

// Name to its constructor and how each argument is read; the first argument's key may be left out.
const FAULTS: Readonly<Record<string, { make: (given: never) => Fault; keys: Readonly<Record<string, Read>> }>> = {
  duplicate: { make: duplicate, keys: { at: positive, times: positive } },
  reorder: { make: reorder, keys: { order: positives } },
};

/** The faults by name. */
export const faultNames: readonly string[] = Object.keys(FAULTS);

/**
 * Reads a fault in the command line's form, `name[:key=value;…]`.
 * @throws HookwrightError `unknown-name` for a fault or an argument, `invalid-option` for a value
 * @example parseFault('duplicate:2')
 */
export const parseFault = (text: string): Fault => {
  const [name = "", ...rest] = text.split(":");
  const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
  if (!fault) throw unknownName("fault", name, faultNames);
  const keys = Object.keys(fault.keys);
  const pairs = rest
    .join(":")
    .split(";")
    .filter((pair) => pair !== "");
  const given = pairs.map((pair, i) => {
    const [key = "", value] = pair.includes("=") ? pair.split("=") : [i === 0 ? keys[0] : pair, pair];
    if (!Object.hasOwn(fault.keys, key)) throw unknownName(`argument of ${name}`, key, keys);
    const read = fault.keys[key]?.(value ?? "");
    if (read === undefined)
      throw new HookwrightError(
        "invalid-option",
        `Failed to read the fault "${text}": ${key} is "${value}". Give a whole number from 1${key === "order" ? ", or several with commas" : ""}.`,
      );
    return [key, read] as const;
  });
  return fault.make(Object.fromEntries(given) as never);
};
