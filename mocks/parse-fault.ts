import { row } from "../schemas/row.ts";
import type { Fault } from "./fault.ts";
import { corrupt, corruptReadings } from "./faults/corrupt.ts";
import { delay, delayReadings } from "./faults/delay.ts";
import { drop, dropReadings } from "./faults/drop.ts";
import { duplicate, duplicateReadings } from "./faults/duplicate.ts";
import { orphan, orphanReadings } from "./faults/orphan.ts";
import { overlap, overlapReadings } from "./faults/overlap.ts";
import { reorder, reorderReadings } from "./faults/reorder.ts";
import { wrongSecret, wrongSecretReadings } from "./faults/wrong-secret.ts";
import { readPairs } from "./read-pairs.ts";
import type { Readings } from "./readings.ts";

// Name to its constructor, and how its arguments are read.
const FAULTS: Readonly<Record<string, { make: (given: never) => Fault; readings: Readings }>> = {
  duplicate: { make: duplicate, readings: duplicateReadings },
  drop: { make: drop, readings: dropReadings },
  reorder: { make: reorder, readings: reorderReadings },
  delay: { make: delay, readings: delayReadings },
  orphan: { make: orphan, readings: orphanReadings },
  overlap: { make: overlap, readings: overlapReadings },
  corrupt: { make: corrupt, readings: corruptReadings },
  "wrong-secret": { make: wrongSecret, readings: wrongSecretReadings },
};

/** The arguments of each fault, the first of which may be given without its name. */
export const faultArguments: Readonly<Record<string, Readings>> = Object.fromEntries(
  Object.entries(FAULTS).map(([name, { readings }]) => [name, readings]),
);

/** The faults by name. */
export const faultNames: readonly string[] = Object.keys(FAULTS);

/**
 * Reads a fault in the command line's form, `name[:key=value;…]`.
 * @throws HookwrightError `unknown-name` for a fault or an argument, `invalid-option` for a value
 * @example parseFault('duplicate:2')
 */
export const parseFault = (text: string): Fault => {
  const { name, given } = readPairs("fault", text, faultArguments);
  const fault = row(FAULTS, name)?.make(given as never) as Fault;
  const named = Object.entries(fault.arguments).filter(([, value]) => value !== undefined);
  return { ...fault, arguments: Object.fromEntries(named) };
};
