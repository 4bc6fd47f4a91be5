import { KEYWORDS } from "../../generators/compile/keywords.ts";
import { parseSchema } from "../../generators/compile/parse.ts";
import type { Schema } from "../../generators/matches/located.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import { formatPointer } from "../../schemas/pointer.ts";
import type { ProviderFolder } from "../../schemas/provider-folder.ts";
import { withoutFragment } from "../../schemas/reference.ts";
import { row } from "../../schemas/row.ts";
import { mapSchema } from "../map-schema.ts";

/** Where a document keeps a schema: the reference to it, by its name. */
export type Place = (name: string) => string;

const childrenOf = (keyword: string, value: unknown): [string, Schema][] => {
  const holds = row(KEYWORDS, keyword)?.holds;
  if (holds === undefined) return [];
  if (holds === "schema") return [[formatPointer([keyword]), value as Schema]];
  return Object.entries(value as object).map(([name, child]) => [formatPointer([keyword, name]), child]);
};

// Everything in a schema that a reference can name: resources and anchors, each with its place in the document.
const namedIn = (schema: Schema, at: string, base: string): [string, string][] => {
  if (typeof schema === "boolean") return [];
  const here = schema.$id === undefined ? base : withoutFragment(schema.$id);
  const anchors = [schema["$anchor"], schema["$dynamicAnchor"]].filter((name) => typeof name === "string");
  return [
    ...(schema.$id === undefined ? [] : [[here, at] satisfies [string, string]]),
    ...anchors.map((name): [string, string] => [`${here}#${name}`, at]),
    ...Object.entries(schema).flatMap(([keyword, value]) =>
      childrenOf(keyword, value).flatMap(([path, child]) => namedIn(child, at + encodeURI(path), here)),
    ),
  ];
};

const refuse = (reference: string, problem: string): HookwrightError =>
  new HookwrightError(
    "invalid-schema",
    `Failed to put schemas into one document: the reference ${reference} ${problem}. Refer to a schema of the folder by $ref.`,
  );

/**
 * A folder's schemas by their names, for one document that holds all: each reference leads to its place in there.
 * @throws HookwrightError `invalid-schema` for a reference that cannot
 */
export const componentsOf = (
  folder: ProviderFolder,
  names: ReadonlyMap<string, string>,
  place: Place,
): Record<string, Schema> => {
  const parsed = [...names].map(([path, name]) => [name, parseSchema(folder.schemas[path], { base: "" })] as const);
  const named = new Map(parsed.flatMap(([name, schema]) => namedIn(schema, place(name), "")));
  const lead = (reference: string): string => {
    const [id = "", fragment = ""] = reference.split("#");
    const at = named.get(fragment === "" || fragment.startsWith("/") ? id : reference);
    if (at === undefined) throw refuse(reference, "leads to nothing in it");
    return fragment.startsWith("/") ? at + fragment : at;
  };
  const moved = ({ $schema, $id, $anchor, $dynamicAnchor, ...schema }: JsonSchema): JsonSchema => {
    if (schema["$dynamicRef"] !== undefined)
      throw refuse(String(schema["$dynamicRef"]), "is a $dynamicRef, which depends on how it is reached");
    return schema.$ref === undefined ? schema : { ...schema, $ref: lead(schema.$ref) };
  };
  return Object.fromEntries(parsed.map(([name, schema]) => [name, mapSchema(schema, moved)]));
};
