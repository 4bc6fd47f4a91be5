import type { Definitions, Schema } from "./schema.ts";
import { subschemasOf } from "./subschemas.ts";

const ROOT = "https://hookwright.test/group";

/** A schema and the URI that references in it are relative to. */
export interface Located {
  schema: Schema;
  base: string;
}

/** Follows a reference from a base URI; undefined where it leads nowhere. */
export type Follow = (reference: string, base: string) => Located | undefined;

const ownBase = (schema: Schema, base: string): string =>
  typeof schema === "object" && typeof schema.$id === "string" ? new URL(schema.$id, base).href : base;

/** A schema where a base URI holds, unless it has an `$id` of its own. */
export const locate = (schema: Schema, base: string): Located => ({ schema, base: ownBase(schema, base) });

const register = (schema: Schema, base: string, found: Map<string, Located>): void => {
  if (typeof schema !== "object") return;
  const located = locate(schema, base);
  const own = located.base;
  const anchors = [schema["$anchor"], schema["$dynamicAnchor"]].filter((anchor) => typeof anchor === "string");
  if (own !== base) found.set(own, located);
  for (const anchor of anchors) found.set(`${own}#${anchor}`, located);
  for (const subschema of subschemasOf(schema)) register(subschema, own, found);
};

const step = ({ schema, base }: Located, token: string): Located => {
  const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
  return locate((schema as Record<string, unknown>)[name] as Schema, base);
};

const absolute = (reference: string, base: string): string | undefined =>
  URL.canParse(reference, base) ? new URL(reference, base).href : undefined;

/** Finds what `$ref`s in a schema lead to, statically: a `$dynamicRef` is followed as a `$ref`. */
export const follower = (root: Schema, definitions: Definitions): { root: Located; follow: Follow } => {
  const located = locate(root, ROOT);
  const found = new Map<string, Located>([[located.base, located]]);
  for (const [id, schema] of Object.entries(definitions)) {
    found.set(id, locate(schema, id));
    register(schema, id, found);
  }
  register(root, ROOT, found);
  const follow: Follow = (reference, base) => {
    const [uri = "", fragment = ""] = absolute(reference, base)?.split("#") ?? [];
    if (!fragment.startsWith("/")) return found.get(fragment === "" ? uri : `${uri}#${fragment}`);
    const start = found.get(uri);
    return start && decodeURIComponent(fragment).slice(1).split("/").reduce(step, start);
  };
  return { root: located, follow };
};
