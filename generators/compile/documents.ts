import { isObject } from "../../schemas/is-object.ts";
import { parsePointer } from "../../schemas/pointer.ts";
import { withoutFragment } from "../../schemas/reference.ts";
import { row } from "../../schemas/row.ts";
import type { Follow, Located, Schema } from "../matches/located.ts";
import { modernise } from "./modernise.ts";
import { baseOf, parseSchema } from "./parse.ts";
import { subschemasOf } from "./subschemas.ts";

/** A schema and all that its references lead to. */
export interface Documents {
  root: Located;
  follow: Follow;
}

/** Finds the schema, as its author wrote it, at an absolute reference without a fragment. */
export type Resolve = (id: string) => unknown;

interface Raw {
  schema: unknown;
  base: string;
  /** Where it is in its document, as far as the reference tells. */
  path?: readonly string[];
}

const decode = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return "/\u0000"; // a broken escape leads nowhere
  }
};

const baseAt = (schema: unknown, base: string): string =>
  isObject(schema) && typeof schema["$id"] === "string" ? baseOf(schema["$id"], base) : base;

/** Visits every subschema of a schema, itself included, with the base around it. */
const eachSubschema = (schema: unknown, base: string, visit: (raw: Raw) => void): void => {
  if (!isObject(schema)) return;
  visit({ schema, base });
  const here = withoutFragment(baseAt(schema, base));
  for (const [keyword, value] of Object.entries(modernise(schema)))
    for (const part of subschemasOf(keyword, value)) eachSubschema(part, here, visit);
};

const stepInto = ({ schema, base, path = [] }: Raw, part: string): Raw => ({
  path: [...path, part],
  schema: typeof schema === "object" && schema !== null ? row(schema as Record<string, unknown>, part) : undefined,
  base: baseAt(schema, base),
});

/** Reads documents as references ask for them: each is indexed once, and only what is used of it is parsed. */
export const readDocuments = (root: unknown, resolve: Resolve, strict: boolean): Documents => {
  const resources = new Map<string, Raw>();
  const anchors = new Map<string, Raw>();
  const dynamic = new Set<string>();
  const parsed = new Map<unknown, Map<string, Schema>>();

  const index = (document: unknown, id: string): void => {
    resources.set(id, { schema: document, base: id });
    eachSubschema(document, id, (raw) => {
      const { $id, $anchor, $dynamicAnchor } = Object(raw.schema);
      const own = withoutFragment(baseAt(raw.schema, raw.base));
      if (typeof $id === "string" && !resources.has(own)) resources.set(own, raw);
      const older = typeof $id === "string" && $id.startsWith("#") ? $id.slice(1) : undefined; // draft-07's $anchor
      for (const name of [$anchor, $dynamicAnchor, older])
        if (typeof name === "string") anchors.set(`${own}#${name}`, raw);
      if (typeof $dynamicAnchor === "string") dynamic.add(`${own}#${$dynamicAnchor}`);
    });
  };

  const resourceAt = (id: string): Raw | undefined => {
    const document = resources.has(id) ? undefined : resolve(id);
    if (document !== undefined) index(document, id);
    return resources.get(id);
  };

  const find = (reference: string): Raw | undefined => {
    const [id = "", encoded = ""] = reference.split("#");
    const resource = resourceAt(id);
    const fragment = decode(encoded);
    if (fragment !== "" && !fragment.startsWith("/")) return anchors.get(`${id}#${fragment}`);
    const found = resource && parsePointer(fragment).reduce(stepInto, resource);
    return found?.schema === undefined ? undefined : found;
  };

  const parse = ({ schema, base, path }: Raw): Schema => {
    const known = parsed.get(schema) ?? new Map<string, Schema>();
    parsed.set(schema, known);
    const result = known.get(base) ?? parseSchema(schema, { base, strict }, path);
    known.set(base, result);
    return result;
  };

  const enter = (raw: Raw, scope: readonly string[]): Located => {
    const own = withoutFragment(baseAt(raw.schema, raw.base));
    return { schema: parse(raw), scope: scope.includes(own) ? scope : [...scope, own] };
  };

  // The outermost resource in scope that has the anchor, too, takes the place of the nearest one.
  const outermost = (reference: string, scope: readonly string[]): string => {
    const anchor = reference.slice(reference.indexOf("#"));
    const first = dynamic.has(reference) ? scope.find((resource) => dynamic.has(resource + anchor)) : undefined;
    return first === undefined ? reference : first + anchor;
  };

  index(root, "");
  return {
    root: enter({ schema: root, base: "" }, []),
    follow: (keyword, reference, scope) => {
      const nearest = find(reference);
      const found = keyword === "$ref" ? nearest : (find(outermost(reference, scope)) ?? nearest);
      return found && enter(found, scope);
    },
  };
};
