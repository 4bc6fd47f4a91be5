import { parsePointer } from "../../../schemas/pointer.ts";
import type { DerivedRule } from "../derive.ts";
import type { Plan, Text } from "../plan.ts";
import { isQuotable, literal } from "./literal.ts";
import { printValue } from "./print-value.ts";

/** A plan with derived fields computed where they stand, the variables they need, and the rules that are left over. */
export interface Inlined {
  plan: Plan;
  variables: readonly (readonly [name: string, source: string])[];
  left: readonly DerivedRule[];
}

/** The plan at a path; `absent` where no value has one, `undefined` where only a value can tell. */
const planAt = (plan: Plan, path: readonly string[]): Plan | "absent" | undefined => {
  const [part, ...rest] = path;
  if (part === undefined) return plan;
  if (plan.kind === "scalar") return "absent";
  if (plan.kind !== "object") return undefined;
  const field = plan.fields.find(([name]) => name === part);
  return field ? planAt(field[1], rest) : "absent";
};

/** The plan with what is at a path replaced; `*` stands for every item. `undefined` where only a value can tell. */
const replaceAt = (plan: Plan, path: readonly string[], replace: (plan: Plan) => Plan): Plan | undefined => {
  const [part, ...rest] = path;
  if (part === undefined) return replace(plan);
  if (plan.kind === "object") {
    const fields = plan.fields.map(
      ([name, field]) => [name, name === part ? replaceAt(field, rest, replace) : field] as const,
    );
    return fields.every((field): field is readonly [string, Plan] => field[1] !== undefined)
      ? { ...plan, fields }
      : undefined;
  }
  if (plan.kind !== "array" || part !== "*" || plan.fixed.length > 0) return plan.kind === "scalar" ? plan : undefined;
  const item = plan.rest && replaceAt(plan.rest.item, rest, replace);
  return plan.rest && item ? { ...plan, rest: { ...plan.rest, item } } : plan.rest ? undefined : plan;
};

/** How the JSON text of a source is made; `undefined` where it is more than a scalar. */
const textOf = (plan: Plan): Text | undefined => {
  if (plan.kind === "scalar") return plan.text;
  if (plan.kind !== "literal" || typeof plan.value === "object") return undefined;
  return typeof plan.value !== "string" ? "plain" : isQuotable(plan.value) ? "quoted" : "escaped";
};

const isString = (text: Text): boolean => text === "quoted" || text === "escaped";

/** Computes derived fields where they are drawn, as far as what they follow from is in every value. */
export const inlineDerivations = (root: Plan, rules: readonly DerivedRule[]): Inlined => {
  let plan = root;
  const variables = new Map<string, string>();
  const left: DerivedRule[] = [];

  /** Gives a source a name, and lets its own place use it. */
  const nameOf = (pointer: string): string => {
    const source = planAt(plan, parsePointer(pointer)) as Plan;
    if (source.kind === "literal") return literal(source.value);
    const printed = printValue(source);
    if (variables.has(printed)) return printed;
    const name = `f${variables.size}`;
    variables.set(name, printed);
    plan =
      replaceAt(plan, parsePointer(pointer), () => ({ kind: "scalar", source: name, text: textOf(source) ?? "any" })) ??
      plan;
    return name;
  };

  for (const rule of rules) {
    const place = parsePointer(rule.pointer);
    const sources = rule.sources.map((pointer) => planAt(plan, parsePointer(pointer)));
    if (sources.includes("absent")) continue; // the field stays as it is drawn
    const texts = sources.map((source) => (typeof source === "object" ? textOf(source) : undefined));
    const known = texts.filter((text) => text !== undefined);
    const isLate = left.some(({ pointer }) => rule.sources.includes(pointer));
    if (isLate || known.length < texts.length || !replaceAt(plan, place, (own) => own)) {
      left.push(rule);
      continue;
    }
    const direct = known.every(isString) ? rule.ofStrings : undefined;
    const source = (direct ?? rule.expression)(nameOf);
    const text = rule.text(known);
    const derived = (own: Plan): Plan => ({
      kind: "scalar",
      source: direct ? source : `(${source} ?? ${printValue(own)})`,
      text: direct ? text : "any",
      ...(own.kind === "scalar" && own.given && { given: own.given }),
    });
    plan = replaceAt(plan, place, derived) ?? plan;
  }
  return { plan, variables: [...variables], left };
};
