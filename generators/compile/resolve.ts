import type { JsonSchema } from "../../schemas/json-schema.ts";
import { getAt } from "../../schemas/pointer.ts";
import { absoluteReference } from "../../schemas/reference.ts";
import type { Resolve } from "./normalise.ts";
import { parseSchema } from "./parse.ts";

const decode = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return "/\u0000"; // a broken escape leads nowhere
  }
};

/** Finds what an absolute reference names: a document of `external`, or the root itself, and in it what the fragment points to. */
export const resolver = (root: JsonSchema, external: Resolve): Resolve => {
  const own = root.$id === undefined ? "" : absoluteReference(root.$id, "");
  const parsed = new Map<string, JsonSchema | undefined>([[own, root]]);
  const documentAt = (id: string): JsonSchema | undefined => {
    const document = external(id);
    return document && parseSchema(document, id);
  };
  return (reference) => {
    const [id = "", fragment = ""] = reference.split("#");
    if (!parsed.has(id)) parsed.set(id, documentAt(id));
    return getAt(parsed.get(id), decode(fragment)) as JsonSchema | undefined;
  };
};
