import type { Plan, Stretch } from "../plan.ts";
import { printValue } from "./print-value.ts";

/** A piece of JSON text: known now, or an expression that makes it. */
type Piece = { text: string } | { source: string };
type Print<K extends Plan["kind"]> = (plan: Extract<Plan, { kind: K }>) => Piece[];

const text = (value: string): Piece => ({ text: value });
const stringified = (plan: Plan): Piece[] => [{ source: `JSON.stringify(${printValue(plan)})` }];

const separated = (lists: readonly Piece[][]): Piece[] =>
  lists.flatMap((pieces, i) => (i === 0 ? pieces : [text(","), ...pieces]));

const itemsText = ({ over, key, count, base, item }: Stretch, lead: string): Piece => ({
  source: `itemsText(${over}, ${key}, ${count}, (${base}) => ${print(item)}, ${JSON.stringify(lead)})`,
});

const PRINT: { readonly [K in Plan["kind"]]: Print<K> } = {
  literal: ({ value }) => [text(JSON.stringify(value))],
  scalar: (plan) => {
    if (plan.text === "escaped" || plan.text === "any") return stringified(plan);
    const quote = plan.text === "quoted" ? [text('"')] : [];
    const source = printValue(plan);
    return [...quote, { source: plan.text === "plain" ? `(${source})` : source }, ...quote];
  },
  object: ({ fields }) => [
    text("{"),
    ...separated(fields.map(([name, plan]) => [text(`${JSON.stringify(name)}:`), ...pieces(plan)])),
    text("}"),
  ],
  map: (plan) => {
    if (plan.text !== "quoted") return stringified(plan);
    const { over, key, count, base, item } = plan.values;
    return [{ source: `entriesText(${over}, ${key}, ${plan.keys}, ${count}, (${base}) => ${print(item)})` }];
  },
  array: ({ fixed, rest }) => [
    text("["),
    ...separated(fixed.map(pieces)),
    ...(rest ? [itemsText(rest, fixed.length > 0 ? "," : "")] : []),
    text("]"),
  ],
  set: stringified,
  choice: ({ options, random }) => {
    const isNamed = options.every((option) => option.kind === "literal");
    const each = options.map((option) => (isNamed ? print(option) : `() => ${print(option)}`)).join(", ");
    return [{ source: `pick([${each}], ${random})${isNamed ? "" : "()"}` }];
  },
  tried: stringified,
};

const pieces = (plan: Plan): Piece[] => (PRINT[plan.kind] as Print<Plan["kind"]>)(plan as never);

const joined = (list: readonly Piece[]): Piece[] => {
  const merged: Piece[] = [];
  for (const piece of list) {
    const last = merged.at(-1);
    if (last && "text" in last && "text" in piece) merged[merged.length - 1] = text(last.text + piece.text);
    else merged.push(piece);
  }
  return merged;
};

const print = (plan: Plan, separator = " + "): string => {
  const [first, ...rest] = joined(pieces(plan));
  const all = first && "text" in first ? [first, ...rest] : [text(""), ...(first ? [first] : []), ...rest];
  return all.map((piece) => ("text" in piece ? JSON.stringify(piece.text) : piece.source)).join(separator);
};

/** Prints the expression that makes the JSON text of a plan's value straight away: a piece a line. */
export const printText = (plan: Plan, indent = ""): string => print(plan, ` +\n${indent}`);
