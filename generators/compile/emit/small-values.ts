import { isObject } from "../../../schemas/is-object.ts";
import type { Json } from "../../../schemas/json-schema.ts";
import { canonical } from "../../matches/canonical.ts";

const SCALARS: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2,
  3,
  0.5,
  1.5,
  10,
  100,
  "",
  "a",
  "aa",
  "foo",
  "bar",
  "A1",
];
const MAX_LEAVES = 40;
const MAX_NAMES = 6;

/** What a schema mentions: the values of `const` and `enum`, and the names of properties. */
interface Mentioned {
  values: Json[];
  names: string[];
}

const mentionedBy = (schemas: readonly unknown[]): Mentioned => {
  const [values, names]: [Json[], Set<string>] = [[], new Set()];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isObject(node)) return;
    for (const [keyword, value] of Object.entries(node)) {
      if (keyword === "const") values.push(value as Json);
      else if (keyword === "enum") values.push(...(value as Json[]));
      else if (keyword === "required") for (const name of value as string[]) names.add(name);
      else {
        if (keyword === "properties" && isObject(value)) for (const name of Object.keys(value)) names.add(name);
        visit(value);
      }
    }
  };
  visit(schemas);
  return { values, names: [...names].slice(0, MAX_NAMES) };
};

const near = (value: Json): Json[] => (typeof value === "number" ? [value, value + 1, value - 1] : [value]);

const sequences = (leaves: readonly Json[]): Json[][] => [
  [],
  ...leaves.map((one): Json[] => [one]),
  ...leaves.flatMap((one) => leaves.slice(0, 12).map((other): Json[] => [one, other])),
  ...leaves.slice(0, 8).flatMap((one) => leaves.slice(0, 8).map((other): Json[] => [one, other, 7])),
];

// Every set of the first few names, each with one of the leaves.
const records = (names: readonly string[], leaves: readonly Json[]): Json[] => {
  const sets: [string, Json][][] = [[]];
  for (const [i, name] of names.entries())
    for (const set of sets.slice(0, 64))
      for (const value of leaves.slice(0, i === 0 ? MAX_LEAVES : 6)) sets.push([...set, [name, value]]);
  return sets.map((entries) => Object.fromEntries(entries));
};

/** Small values of every type, and of what the schemas mention: where drawing rarely hits, one of these may. */
export const smallValues = (schemas: readonly unknown[]): Json[] => {
  const mentioned = mentionedBy(schemas);
  const leaves = [
    ...new Map([...mentioned.values.flatMap(near), ...SCALARS].map((value) => [canonical(value), value])).values(),
  ];
  const few = leaves.slice(0, MAX_LEAVES);
  return [...few, ...sequences(few), ...records([...mentioned.names, "x"], few)];
};
