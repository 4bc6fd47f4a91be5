import type { Json } from "../../schemas/json-schema.ts";
import { hash } from "../bits.ts";
import { type Emission, keyOf, literal, ORDINALS, type Per, type Place } from "./emission.ts";
import { type FakerCall, type FakerSource, parseFaker } from "./faker-call.ts";
import type { Node } from "./normalise.ts";
import { drawPool, poolName } from "./pool.ts";
import { schemaError } from "./schema-error.ts";

const TOKEN = "0123456789"; // stands for identity while a template is tried

type Part = Extract<FakerSource, { template: unknown }>["template"][number];

/** The values of a call that the field's own schema accepts, as the name of a pool. */
const poolOf = (call: FakerCall, accepts: (value: Json) => boolean, place: Place, emission: Emission): string => {
  const where = { schema: emission.schema, pointer: place.pointer };
  const all = drawPool(emission.faker, call, where);
  const fit = all.filter(accepts);
  if (fit.length === 0)
    throw schemaError(
      where,
      "x-faker",
      `draws only values like ${JSON.stringify(all[0])}, which the field refuses`,
      "Name another method.",
    );
  const name =
    fit.length === all.length ? poolName(call) : `${poolName(call)}_${hash(place.pointer + fit.length).toString(16)}`;
  emission.pools.set(name, fit);
  return name;
};

const emitTemplate = (parts: readonly Part[], node: Node, place: Place, emission: Emission, per: Per): string => {
  const base = per === "run" ? "baseOf(d.seed, 0)" : place.base;
  const where = { schema: emission.schema, pointer: place.pointer };
  const first = (part: Part): string =>
    "text" in part ? part.text : "identity" in part ? TOKEN : String(drawPool(emission.faker, part.call, where)[0]);
  const example = parts.map(first);
  const accepts = emission.acceptsOf(node);
  const fits = (index: number) => (value: Json) => accepts(example.with(index, String(value)).join(""));
  const expressions = parts.map((part, i) => {
    if ("text" in part) return literal(part.text);
    if ("identity" in part) return `uniqueToken(${keyOf("#identity", per)}, d.seed, ${ORDINALS[per]})`;
    return `pick(${poolOf(part.call, fits(i), place, emission)}, draw(${base}, ${keyOf(place.pointer, `#${i}`)}))`;
  });
  return `(${["''", ...expressions].join(" + ")})`;
};

/** Names the pool of a node whose `x-faker` is a single method. */
export const emitPool = (node: Node, place: Place, emission: Emission): string => {
  const where = { schema: emission.schema, pointer: place.pointer };
  const source = parseFaker(node["x-faker"] as Json, where);
  if (!("call" in source))
    throw schemaError(where, "x-faker", "is a template where a method is needed", "Name one method.");
  return poolOf(source.call, emission.acceptsOf(node), place, emission);
};

/** Draws a value by the node's `x-faker`: from a pool drawn once, never by faker itself. */
export const emitFaker = (node: Node, place: Place, emission: Emission): string => {
  const per = emission.identity.get(place.pointer) ?? "name";
  const source = parseFaker(node["x-faker"] as Json, { schema: emission.schema, pointer: place.pointer });
  if ("template" in source) return emitTemplate(source.template, node, place, emission, per);
  if (source.call.path === "string.uuid") return `uuid(${place.base}, ${keyOf(place.pointer)})`;
  return `pick(${emitPool(node, place, emission)}, draw(${place.base}, ${keyOf(place.pointer)}))`;
};
