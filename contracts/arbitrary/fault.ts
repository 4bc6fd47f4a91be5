import { type Arbitrary, integer, record } from "fast-check";
import type { Fault } from "../../mocks/fault.ts";
import { formatFault } from "../../mocks/format-fault.ts";
import { faultNames, parseFault } from "../../mocks/parse-fault.ts";
import type { Provider } from "../../schemas/provider.ts";
import { oneOf } from "./seed.ts";

const FARTHEST = 32;

// A position beyond the deliveries counts on from the first, so that every position fits however few are left.
const fitted = (text: string, position: number): Fault => {
  const fault = parseFault(text);
  const { name, arguments: given } = fault;
  if (!("at" in given) || given["at"] !== undefined) return fault;
  return {
    ...fault,
    choose: (deliveries, random, wire) => {
      const at = 1 + ((position - 1) % deliveries.length);
      return parseFault(formatFault({ name, arguments: { ...given, at } })).choose(deliveries, random, wire);
    },
  };
};

/** The faults that can happen to a provider's deliveries. */
export const possibleFaults = ({ definition }: Provider, secret: string | undefined): string[] => {
  const impossible: Readonly<Record<string, boolean>> = {
    orphan: (definition.orphan ?? []).length === 0,
    "wrong-secret": secret === undefined,
  };
  return faultNames.filter((name) => impossible[name] !== true);
};

/** One of some faults, at any position; it shrinks towards the first fault and the first delivery. */
export const faultOf = (texts: readonly [string, ...string[]]): Arbitrary<Fault> => {
  for (const text of texts) parseFault(text); // what nobody knows is said before anything runs
  return record({ text: oneOf(texts), position: integer({ min: 1, max: FARTHEST }) }).map(({ text, position }) =>
    fitted(text, position),
  );
};
