import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Json } from "../../schemas/json-schema.ts";
import type { Node } from "./normalise.ts";

const SCALAR: ReadonlySet<string> = new Set([
  ...["type", "const", "enum", "pattern", "format", "minLength", "maxLength", "minimum", "maximum"],
]);

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

/** Tells whether a value satisfies the keywords of a node that speak of a single string, number or boolean. */
export const acceptsOf = (node: Node): ((value: Json) => boolean) => {
  const keywords = Object.entries(node).filter(([keyword]) => SCALAR.has(keyword));
  return keywords.length === 0 ? () => true : ajv.compile(Object.fromEntries(keywords));
};
