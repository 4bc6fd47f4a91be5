import type { Derivation } from "../../schemas/json-schema.ts";
import { parsePointer } from "../../schemas/pointer.ts";
import { durationMs } from "../instant.ts";
import type { DerivedField, Emission } from "./emission.ts";
import { schemaError } from "./schema-error.ts";

const FILTERS: readonly string[] = ["host", "hex"];
const REFERENCE = /\{(\/[^}|]*)(?:\|([^}]*))?\}/g;

const path = (pointer: string): string => JSON.stringify(parsePointer(pointer));
const read = (pointer: string): string => `at(v, ${path(pointer)})`;

interface Rule {
  sources: string[];
  /** The expression of the derived value; `undefined` at run time where a source is absent. */
  expression: string;
}

const templateRule = (template: string, refuse: (problem: string) => Error): Rule => {
  const sources: string[] = [];
  const parts: string[] = [];
  let end = 0;
  for (const match of template.matchAll(REFERENCE)) {
    const [whole, pointer = "", filter] = match;
    if (filter !== undefined && !FILTERS.includes(filter))
      throw refuse(`uses the filter "${filter}"; known: ${FILTERS.join(", ")}`);
    parts.push(
      JSON.stringify(template.slice(end, match.index)),
      filter ? `${filter}(${read(pointer)})` : read(pointer),
    );
    sources.push(pointer);
    end = match.index + whole.length;
  }
  if (sources.length === 0) throw refuse("names no field");
  return {
    sources,
    expression: `join([${[...parts, JSON.stringify(template.slice(end))].filter((part) => part !== '""').join(", ")}])`,
  };
};

const parseRule = (rule: Derivation, refuse: (problem: string) => Error): Rule => {
  if (typeof rule === "string") return templateRule(rule, refuse);
  if (typeof rule !== "object" || rule === null || !("days" in rule || "time" in rule))
    throw refuse(`is ${JSON.stringify(rule)}, of no known form`);
  if ("days" in rule) return { sources: rule.days, expression: `daysBetween(${rule.days.map(read).join(", ")})` };
  try {
    const plus = durationMs(rule.plus);
    return { sources: [rule.time], expression: `instantPlus(${read(rule.time)}, ${plus}, ${rule.fraction ?? 6})` };
  } catch (error) {
    throw refuse((error as Error).message);
  }
};

/** The derived fields in an order in which each follows only from finished ones. */
const inOrder = (
  rules: readonly (DerivedField & Rule)[],
  refuse: (pointer: string, problem: string) => Error,
): (DerivedField & Rule)[] => {
  const done = new Set<string>();
  const left = new Set(rules);
  const waits = (rule: Rule) =>
    rule.sources.some((source) => [...left].some((other) => other.pointer === source && !done.has(source)));
  while (left.size > 0) {
    const ready = [...left].filter((rule) => !waits(rule));
    const [stuck] = left;
    if (ready.length === 0 && stuck)
      throw refuse(stuck.pointer, `follows from itself by way of ${stuck.sources.join(", ")}`);
    for (const rule of ready) {
      done.add(rule.pointer);
      left.delete(rule);
    }
  }
  const order = [...done];
  return [...rules].sort((a, b) => order.indexOf(a.pointer) - order.indexOf(b.pointer));
};

/**
 * Emits the statements that compute every derived field of `v` in place, unless `keep` fixes it.
 * @throws HookwrightError `invalid-schema` for an unknown filter, a bad duration, or a circle
 */
export const emitDerivations = (emission: Emission): string => {
  const refuse = (pointer: string, problem: string) =>
    schemaError({ schema: emission.schema, pointer }, "x-derive", problem, "See docs/schemas.md for its forms.");
  const rules = emission.derived.map((field) => ({
    ...field,
    ...parseRule(field.rule, (problem) => refuse(field.pointer, problem)),
  }));
  return inOrder(rules, refuse)
    .map(
      ({ pointer, expression }) =>
        `places(v, ${path(pointer)}, (o, k, p) => { if (keep(p)) return; const x = ${expression}; if (x !== undefined) o[k] = x; });`,
    )
    .join("\n    ");
};
