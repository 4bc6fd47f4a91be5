import { everyPointer } from "../../generators/variants/edits.ts";
import type { Place } from "../../schemas/certainty.ts";
import type { Json, JsonSchema } from "../../schemas/json-schema.ts";
import { formatPointer, parsePointer } from "../../schemas/pointer.ts";
import { formatBodyPath, ITEMS, type PathStep, VALUES } from "./body-path.ts";
import type { PactRule } from "./pact-document.ts";
import { ruleOf } from "./rule-of.ts";
import type { SaidOfBody } from "./said-of-body.ts";

const always = (places: readonly Place[]): JsonSchema[] =>
  places.filter((place) => place.always).map(({ schema }) => schema);

const INDEX = /^\d+$/;

// What holds of each item, or of the value of each key, is said once.
const stepOf = (part: string, parents: readonly JsonSchema[]): PathStep => {
  const isMap = parents.some(({ additionalProperties }) => typeof additionalProperties === "object");
  if (isMap && !parents.some(({ properties, patternProperties }) => properties ?? patternProperties)) return VALUES;
  if (!INDEX.test(part) || !parents.some(({ items, prefixItems }) => items ?? prefixItems)) return part;
  return parents.some(({ prefixItems }) => prefixItems) ? Number(part) : ITEMS;
};

/** The steps of Pact's path to a place in a body. */
const stepsTo = (pointer: string, said: SaidOfBody): PathStep[] => {
  const parts = parsePointer(pointer);
  return parts.map((part, i) => stepOf(part, always(said(formatPointer(parts.slice(0, i))))));
};

/** What the schemas say of a body, by Pact's paths; where they say different things of the items of a list, nothing. */
export const bodyRules = (content: Json, said: SaidOfBody): Record<string, PactRule> => {
  const rules = new Map<string, PactRule | undefined>();
  for (const [pointer] of everyPointer(content)) {
    const path = formatBodyPath(stepsTo(pointer, said));
    if (path === undefined) continue;
    const rule = ruleOf(always(said(pointer)));
    const isSame = !rules.has(path) || JSON.stringify(rules.get(path)) === JSON.stringify(rule);
    rules.set(path, isSame ? rule : undefined);
  }
  return Object.fromEntries([...rules].filter((entry): entry is [string, PactRule] => entry[1] !== undefined));
};
