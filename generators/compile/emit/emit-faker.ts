import type { Json } from "../../../schemas/json-schema.ts";
import { hash } from "../../draws/bits.ts";
import type { Node } from "../node.ts";
import type { Plan, Text } from "../plan.ts";
import { isQuotable, literal } from "../print/literal.ts";
import type { Accepts } from "./accepts.ts";
import { checkDrawn } from "./check-drawn.ts";
import { drawOf, type Emission, keyOf, ORDINALS, type Per, type Place, refusal } from "./emission.ts";
import { type FakerCall, type FakerSource, parseFaker } from "./faker-call.ts";
import { drawPool, poolName } from "./pool.ts";

const TOKENS = ["0123456789", "abcdef9876"] as const; // stand for identity while a template is tried

type Part = Extract<FakerSource, { template: unknown }>["template"][number];

/** A pool in use: its name, and how the JSON text of its values is made. */
export interface Pool {
  name: string;
  text: Text;
}

const textOf = (values: readonly Json[]): Text => {
  if (values.every((value) => typeof value === "number" || typeof value === "boolean")) return "plain";
  if (!values.every((value) => typeof value === "string")) return "any";
  return values.every(isQuotable) ? "quoted" : "escaped";
};

/** Puts values into a pool. */
export const usePool = (name: string, values: Json[], emission: Emission): Pool => {
  emission.pools.set(name, values);
  return { name, text: textOf(values) };
};

/** The values of a call that the field's own schema accepts; all, where none is and each will be tried. */
const poolOf = (call: FakerCall, accepts: Accepts, place: Place, emission: Emission, isTried = false): Pool => {
  const all = drawPool(emission.faker, call, { schema: emission.schema, pointer: place.pointer });
  const accepted = all.filter(accepts);
  const fit = accepted.length === 0 && isTried ? all : accepted;
  if (fit.length === 0) {
    const problem = `draws only values like ${JSON.stringify(all[0])}, which the field refuses`;
    throw refusal(place, emission, "x-faker", problem, "Name another method.");
  }
  const part = fit.length === all.length ? "" : `_${hash(JSON.stringify(fit)).toString(16)}`;
  return usePool(poolName(call) + part, fit, emission);
};

const PLAIN: readonly (keyof Node)[] = ["types", "faker", "derive", "rank", "minLength", "maxLength"];

const lengthOf = (text: string): number => [...text].length;

/** Tells whether every text made of these parts is valid: of one part all were tried, of several only their lengths tell. */
const isSure = (node: Node, parts: readonly (readonly string[])[]): boolean => {
  if (parts.filter((texts) => texts.length > 1).length <= 1) return true;
  if (!Object.keys(node).every((field) => PLAIN.includes(field as keyof Node))) return false;
  const lengths = parts.map((texts) => texts.map(lengthOf));
  const sum = (pickOne: (...sizes: number[]) => number): number =>
    lengths.reduce((total, sizes) => total + pickOne(...sizes), 0);
  return sum(Math.min) >= (node.minLength ?? 0) && sum(Math.max) <= (node.maxLength ?? Number.POSITIVE_INFINITY);
};

const emitTemplate = (
  parts: readonly Part[],
  node: Node,
  accepts: Accepts,
  place: Place,
  emission: Emission,
  per: Per,
): Plan => {
  const base = per === "run" ? "baseOf(d.seed, 0)" : place.base;
  const where = { schema: emission.schema, pointer: place.pointer };
  const shortest = (values: readonly string[]): string => values.reduce((a, b) => (b.length < a.length ? b : a));
  const exampleOf = (part: Part, token: string): string => {
    if ("text" in part) return part.text;
    return "identity" in part ? token : shortest(drawPool(emission.faker, part.call, where).map(String));
  };
  const examples = TOKENS.map((token) => parts.map((part) => exampleOf(part, token)));
  const refused = examples.map((example) => example.join("")).find((text) => !accepts(text));
  if (refused !== undefined && !parts.some((part) => "call" in part)) {
    const problem = `makes texts like ${JSON.stringify(refused)}, which the field refuses`;
    throw refusal(place, emission, "x-faker", problem, "Change the template.");
  }
  const fits =
    (index: number): Accepts =>
    (value) =>
      examples.every((example) => accepts(example.with(index, String(value)).join("")));
  const isTried = parts.filter((part) => "call" in part).length > 1 && !parts.some((part) => "identity" in part);
  const made = parts.map((part, i): { source: string; text: Text; values: readonly string[] } => {
    if ("text" in part)
      return { source: literal(part.text), text: isQuotable(part.text) ? "quoted" : "escaped", values: [part.text] };
    if ("identity" in part)
      return {
        source: `uniqueToken(${keyOf("#identity", per)}, d.seed, ${ORDINALS[per]})`,
        text: "quoted",
        values: TOKENS,
      };
    const { name, text } = poolOf(part.call, fits(i), place, emission, isTried);
    const source = `pick(${name}, draw(${base}, ${keyOf(place.pointer, `#${i}`)}))`;
    return { source, text, values: (emission.pools.get(name) ?? []).map(String) };
  });
  const isSafe = made.every(({ text }) => text === "quoted" || text === "plain");
  const source = `(${["''", ...made.map((part) => part.source)].join(" + ")})`;
  const plan: Plan = { kind: "scalar", source, text: isSafe ? "quoted" : "escaped" };
  const values = made.map((part) => part.values);
  if (isSure(node, values) && !values.includes(TOKENS)) return plan;
  return values.includes(TOKENS) ? checkDrawn(plan, accepts, place, emission) : { ...plan, doubt: "x-faker" };
};

/** The pool of an `x-faker` that is a single method. */
export const emitPool = (faker: Json, accepts: Accepts, place: Place, emission: Emission): Pool => {
  const source = parseFaker(faker, { schema: emission.schema, pointer: place.pointer });
  if (!("call" in source))
    throw refusal(place, emission, "x-faker", "is a template where a method is needed", "Name one method.");
  return poolOf(source.call, accepts, place, emission);
};

/** Draws a value by the node's `x-faker`: from a pool drawn once, never by faker itself. */
export const emitFaker = (node: Node, accepts: Accepts, place: Place, emission: Emission): Plan => {
  const { faker = null, patterns, maxLength = UUID.length } = node;
  const per = emission.identity.get(place.pointer) ?? "name";
  const source = parseFaker(faker, { schema: emission.schema, pointer: place.pointer });
  if ("template" in source) return emitTemplate(source.template, node, accepts, place, emission, per);
  const isUuid = source.call.path === "string.uuid" && source.call.arguments.length === 0;
  if (isUuid && !patterns && maxLength >= UUID.length && accepts(UUID))
    return { kind: "scalar", source: `uuid(${place.base}, ${keyOf(place.pointer)})`, text: "quoted" };
  const { name, text } = emitPool(faker, accepts, place, emission);
  return { kind: "scalar", source: `pick(${name}, ${drawOf(place)})`, text };
};

const UUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
