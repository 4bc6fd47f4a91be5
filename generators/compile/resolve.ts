import type { JsonSchema } from "../../schemas/json-schema.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Resolve } from "./normalise.ts";
import { parseSchema } from "./parse.ts";

/** Finds what an absolute reference names: a document of `external`, or the root itself, and in it what the fragment points to. */
export const resolver = (root: JsonSchema, external: Resolve): Resolve => {
  const parsed = new Map<string, JsonSchema | undefined>();
  const documentAt = (id: string): JsonSchema | undefined => {
    if (id === "" || id === root.$id) return root;
    const document = external(id);
    return document && parseSchema(document, id);
  };
  return (reference) => {
    const [id = "", fragment = ""] = reference.split("#");
    if (!parsed.has(id)) parsed.set(id, documentAt(id));
    return getAt(parsed.get(id), decodeURIComponent(fragment)) as JsonSchema | undefined;
  };
};
