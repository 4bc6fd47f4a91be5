import type { Json } from "../../../schemas/json-schema.ts";
import { hash } from "../../draws/bits.ts";
import { expressionOf } from "../../matches/assertions.ts";
import { schemasOfProperty } from "../facets.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { Unsatisfiable } from "../schema-error.ts";
import { attempt, type Emission, type Emit, isEnough, keyOf, moreAt, type Place, within } from "./emission.ts";
import { type Pool, usePool } from "./emit-faker.ts";
import { inventNames } from "./invent-names.ts";

const isSpokenOf = ({ objects = [] }: Node, name: string): boolean =>
  objects.some(({ patterns }) => patterns.some(([pattern]) => expressionOf(pattern).test(name)));

/** Names whose values must be alike: those that a pattern speaks of first, then the largest group. */
const groupsOf = (node: Node, names: readonly string[]): string[][] => {
  const groups: { schemas: readonly unknown[]; names: string[] }[] = [];
  for (const name of names) {
    const schemas = schemasOfProperty(node, name).map(({ schema }) => schema);
    const alike = groups.find(
      (group) => group.schemas.length === schemas.length && group.schemas.every((one, i) => one === schemas[i]),
    );
    if (alike) alike.names.push(name);
    else groups.push({ schemas, names: [name] });
  }
  const rankOf = (names: readonly string[]): number => (isSpokenOf(node, names[0] ?? "") ? 0 : 1);
  return groups.map((group) => group.names).sort((a, b) => rankOf(a) - rankOf(b) || b.length - a.length);
};

const isPlain = (name: string): boolean => name !== "__proto__"; // assigned to, it would set the prototype

const INDEX = /^(0|[1-9]\d*)$/; // JavaScript orders such names by their numbers

const poolOfNames = (names: string[], emission: Emission): Pool => {
  const text = JSON.stringify(names);
  const known = [...emission.pools].find(([, values]) => JSON.stringify(values) === text)?.[0];
  const pool = usePool(known ?? `names_${hash(text).toString(16)}`, names as Json[], emission);
  return names.some((name) => INDEX.test(name)) ? { ...pool, text: "any" } : pool;
};

/** Draws an object whose properties have no names of their own: one to three of a pool of names, if any will do. */
export const emitMap = (node: Node, place: Place, emission: Emission, emit: Emit): Plan | undefined => {
  const base = `b${place.depth + 1}`;
  const few = isEnough(place, emission);
  const fewest = node.minProperties ?? (few ? 0 : Math.min(1, node.maxProperties ?? 1));
  const more = moreAt(place);
  const inner = within(place, base, fewest);
  for (const names of groupsOf(node, inventNames(node, place, emission, emit).filter(isPlain))) {
    const most = Math.min(node.maxProperties ?? fewest + more, few ? fewest : fewest + more, names.length);
    if (most < fewest || most === 0) continue;
    const item = attempt(emission, () => emit(schemasOfProperty(node, names[0] ?? ""), inner, emission));
    if (item instanceof Unsatisfiable) continue;
    const { name, text } = poolOfNames(names, emission);
    const count = `integer(${place.base}, ${keyOf(place.pointer, "#size")}, ${fewest}, ${most})`;
    const values = { item, base, over: place.base, key: keyOf(place.pointer), count };
    return { kind: "map", keys: name, text, values };
  }
  return undefined;
};
