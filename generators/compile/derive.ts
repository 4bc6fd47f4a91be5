import type { Derivation } from "../../schemas/json-schema.ts";
import { parsePointer } from "../../schemas/pointer.ts";
import { row } from "../../schemas/row.ts";
import { durationMs } from "../draws/instant.ts";
import type { DerivedField, Emission } from "./emit/emission.ts";
import type { Text } from "./plan.ts";
import { isQuotable, literal } from "./print/literal.ts";
import { schemaError } from "./schema-error.ts";

const FILTERS: readonly string[] = ["host", "hex"];
const REFERENCE = /\{(\/[^}|]*)(?:\|([^}]*))?\}/g;

/** The value of another field as source. */
export type Read = (pointer: string) => string;

/** A rule, read: what it follows from, and how. */
export interface Rule {
  sources: readonly string[];
  /** The expression of the derived value; `undefined` at run time where a source is absent or of another type. */
  expression(read: Read): string;
  /** The same, where every source is a string, if that is simpler. */
  ofStrings?(read: Read): string;
  /** How its JSON text is made, given how those of its sources are. */
  text(sources: readonly Text[]): Text;
}

/** A derived field with its rule, read. */
export type DerivedRule = DerivedField & Rule;

type Part = { text: string } | { pointer: string; filter: string | undefined };

const partsOf = (template: string): Part[] => {
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(REFERENCE)) {
    const [whole, pointer = "", filter] = match;
    parts.push({ text: template.slice(end, match.index) }, { pointer, filter });
    end = match.index + whole.length;
  }
  return [...parts, { text: template.slice(end) }].filter((part) => !("text" in part) || part.text !== "");
};

const templateRule = (template: string, refuse: (problem: string) => Error): Rule => {
  const parts = partsOf(template);
  const references = parts.filter((part) => "pointer" in part);
  const unknown = references.find(({ filter }) => filter !== undefined && !FILTERS.includes(filter));
  if (unknown) throw refuse(`uses the filter "${unknown.filter}"; known: ${FILTERS.join(", ")}`);
  if (references.length === 0) throw refuse("names no field");
  const print = (part: Part, read: Read): string => {
    if ("text" in part) return literal(part.text);
    return part.filter ? `${part.filter}(${read(part.pointer)})` : read(part.pointer);
  };
  const isSafe = parts.every((part) => !("text" in part) || isQuotable(part.text));
  return {
    sources: references.map(({ pointer }) => pointer),
    expression: (read) => `join([${parts.map((part) => print(part, read)).join(", ")}])`,
    ofStrings: (read) => `(${["''", ...parts.map((part) => print(part, read))].join(" + ")})`,
    text: (sources) => (isSafe && sources.every((source) => source !== "escaped") ? "quoted" : "escaped"),
  };
};

type Days = Extract<Derivation, { days: unknown }>;
type Time = Extract<Derivation, { time: unknown }>;

const FORMS: Readonly<Record<string, (rule: never) => Rule>> = {
  days: ({ days }: Days) => ({
    sources: days,
    expression: (read) => `daysBetween(${days.map(read).join(", ")})`,
    text: () => "plain",
  }),
  time: ({ time, plus, fraction = 6 }: Time) => {
    const ms = durationMs(plus);
    return {
      sources: [time],
      expression: (read) => `instantPlus(${read(time)}, ${ms}, ${fraction})`,
      text: () => "quoted",
    };
  },
};

const isEmpty = (object: object): boolean => Object.keys(object).length === 0;

const isDerivation: Readonly<Record<string, (rule: Record<string, unknown>) => boolean>> = {
  days: ({ days, ...more }) =>
    Array.isArray(days) && days.length === 2 && days.every((one) => typeof one === "string") && isEmpty(more),
  time: ({ time, plus, fraction = 0, ...more }) =>
    isEmpty(more) &&
    typeof time === "string" &&
    typeof plus === "string" &&
    Number.isInteger(fraction) &&
    Number(fraction) >= 0,
};

const parseRule = (rule: Derivation, refuse: (problem: string) => Error): Rule => {
  if (typeof rule === "string") return templateRule(rule, refuse);
  const form = Object.keys(FORMS).find((name) => row(Object(rule), name) !== undefined);
  if (form === undefined || !isDerivation[form]?.(rule as never))
    throw refuse(`is ${JSON.stringify(rule)}, of no known form`);
  try {
    return FORMS[form]?.(rule as never) as Rule;
  } catch (error) {
    throw refuse((error as Error).message);
  }
};

/** The derived fields in an order in which each follows only from finished ones. */
const inOrder = (rules: readonly DerivedRule[], refuse: (pointer: string, problem: string) => Error): DerivedRule[] => {
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
 * The rules of the derived fields, each after those that it follows from.
 * @throws HookwrightError `invalid-schema` for an unknown filter, a bad duration, or a circle
 */
export const derivedRules = (emission: Emission): DerivedRule[] => {
  const refuse = (pointer: string, problem: string) =>
    schemaError({ schema: emission.schema, pointer }, "x-derive", problem, "See docs/schemas.md for its forms.");
  // A place may be emitted more than once, each time with the same rule.
  const fields = new Map(emission.derived.map((field) => [field.pointer + JSON.stringify(field.rule), field]));
  const rules = [...fields.values()].map((field) => ({
    ...field,
    ...parseRule(field.rule, (problem) => refuse(field.pointer, problem)),
  }));
  const twice = rules.find(({ pointer }, i) => rules.some((other, j) => j < i && other.pointer === pointer));
  if (twice)
    throw refuse(twice.pointer, "is said twice, differently: one field has one rule, in every oneOf and anyOf");
  return inOrder(rules, refuse);
};

const path = (pointer: string): string => JSON.stringify(parsePointer(pointer));

/** Prints the statement that computes a derived field of `v` in place, unless `keep` fixes it. */
export const printDerivation = ({ pointer, expression }: DerivedRule): string => {
  const value = expression((source) => `at(v, ${path(source)})`);
  return `places(v, ${path(pointer)}, (o, k, p) => { if (keep(p)) return; const x = ${value}; if (x !== undefined) o[k] = x; });`;
};
