import type { Json } from "../../schemas/json-schema.ts";
import { hash } from "../bits.ts";
import { drawOf, type Emission, keyOf, ORDINALS, type Per, type Place, refusal } from "./emission.ts";
import { type FakerCall, type FakerSource, parseFaker } from "./faker-call.ts";
import { isQuotable, literal } from "./literal.ts";
import type { Node } from "./node.ts";
import type { Plan, Text } from "./plan.ts";
import { drawPool, poolName } from "./pool.ts";

const TOKEN = "0123456789"; // stands for identity while a template is tried

type Accepts = (value: Json) => boolean;
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

/** The values of a call that the field's own schema accepts. */
const poolOf = (call: FakerCall, accepts: Accepts, place: Place, emission: Emission): Pool => {
  const all = drawPool(emission.faker, call, { schema: emission.schema, pointer: place.pointer });
  const fit = all.filter(accepts);
  if (fit.length === 0) {
    const problem = `draws only values like ${JSON.stringify(all[0])}, which the field refuses`;
    throw refusal(place, emission, "x-faker", problem, "Name another method.");
  }
  const part = fit.length === all.length ? "" : `_${hash(JSON.stringify(fit)).toString(16)}`;
  return usePool(poolName(call) + part, fit, emission);
};

const emitTemplate = (parts: readonly Part[], accepts: Accepts, place: Place, emission: Emission, per: Per): Plan => {
  const base = per === "run" ? "baseOf(d.seed, 0)" : place.base;
  const where = { schema: emission.schema, pointer: place.pointer };
  const first = (part: Part): string =>
    "text" in part ? part.text : "identity" in part ? TOKEN : String(drawPool(emission.faker, part.call, where)[0]);
  const example = parts.map(first);
  if (!accepts(example.join("")) && !parts.some((part) => "call" in part)) {
    const problem = `makes texts like ${JSON.stringify(example.join(""))}, which the field refuses`;
    throw refusal(place, emission, "x-faker", problem, "Change the template.");
  }
  const fits =
    (index: number): Accepts =>
    (value) =>
      accepts(example.with(index, String(value)).join(""));
  const texts: Text[] = [];
  const expressions = parts.map((part, i) => {
    texts.push("text" in part && !isQuotable(part.text) ? "escaped" : "quoted");
    if ("text" in part) return literal(part.text);
    if ("identity" in part) return `uniqueToken(${keyOf("#identity", per)}, d.seed, ${ORDINALS[per]})`;
    const { name, text } = poolOf(part.call, fits(i), place, emission);
    texts.push(text);
    return `pick(${name}, draw(${base}, ${keyOf(place.pointer, `#${i}`)}))`;
  });
  const isSafe = texts.every((text) => text === "quoted" || text === "plain");
  return { kind: "scalar", source: `(${["''", ...expressions].join(" + ")})`, text: isSafe ? "quoted" : "escaped" };
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
  if ("template" in source) return emitTemplate(source.template, accepts, place, emission, per);
  const isUuid = source.call.path === "string.uuid" && source.call.arguments.length === 0;
  if (isUuid && !patterns && maxLength >= UUID.length && accepts(UUID))
    return { kind: "scalar", source: `uuid(${place.base}, ${keyOf(place.pointer)})`, text: "quoted" };
  const { name, text } = emitPool(faker, accepts, place, emission);
  return { kind: "scalar", source: `pick(${name}, ${drawOf(place)})`, text };
};

const UUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
