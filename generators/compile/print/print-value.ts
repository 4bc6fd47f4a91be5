import type { Plan, Stretch } from "../plan.ts";
import { literal, propertyName } from "./literal.ts";

type Print<K extends Plan["kind"]> = (plan: Extract<Plan, { kind: K }>, indent: string) => string;

const items = ({ over, key, count, base, item }: Stretch, indent: string): string =>
  `items(${over}, ${key}, ${count}, (${base}) => (${print(item, indent)}))`;

const maker = (base: string, plan: Plan, indent: string): string => `(${base}) => (${print(plan, indent)})`;

// One field a line: the source is committed, and a changed field should be a changed line.
const PRINT: { readonly [K in Plan["kind"]]: Print<K> } = {
  literal: ({ value }) => literal(value),
  scalar: ({ source, given }) => (given === undefined ? source : `(d.${given} ?? ${source})`),
  object: ({ fields }, indent) => {
    const inner = `${indent}  `;
    const lines = fields.map(([name, plan]) => `${inner}${propertyName(name)}: ${print(plan, inner)},`);
    return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
  },
  map: ({ keys, values }, indent) =>
    `entries(${values.over}, ${values.key}, ${keys}, ${values.count}, ${maker(values.base, values.item, indent)})`,
  array: ({ fixed, rest }, indent) => {
    const more = rest && items(rest, indent);
    if (fixed.length === 0 && more) return more;
    return `[${[...fixed.map((plan) => print(plan, indent)), ...(more ? [`...${more}`] : [])].join(", ")}]`;
  },
  set: ({ fixed, rest }, indent) => {
    const makers = fixed.map((plan) => maker(rest.base, plan, indent)).join(", ");
    return `distinct(${rest.over}, ${rest.key}, [${makers}], ${rest.count}, ${maker(rest.base, rest.item, indent)})`;
  },
  choice: ({ options, random }, indent) =>
    options.every((option) => option.kind === "literal")
      ? `pick([${options.map((option) => print(option, indent)).join(", ")}], ${random})`
      : `pick([${options.map((option) => `() => (${print(option, indent)})`).join(", ")}], ${random})()`,
  tried: ({ plan, over, accepts, instead }, indent) =>
    `tried(${over}, ${maker(over, plan, indent)}, ${accepts}, () => (${literal(instead)}))`,
};

const print = (plan: Plan, indent: string): string => (PRINT[plan.kind] as Print<Plan["kind"]>)(plan as never, indent);

/** Prints the expression that draws a plan's value. */
export const printValue = (plan: Plan, indent = ""): string => print(plan, indent);
