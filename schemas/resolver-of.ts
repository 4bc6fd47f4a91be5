import type { Resolve } from "./certainty.ts";
import type { JsonSchema } from "./json-schema.ts";
import { getAt } from "./pointer.ts";
import type { ProviderFolder } from "./provider-folder.ts";
import { absoluteReference } from "./reference.ts";

/** Finds what a `$ref` in a folder's schemas leads to; they have `$id`s. */
export const resolverOf = ({ schemas }: Pick<ProviderFolder, "schemas">): Resolve => {
  const byId = new Map(Object.values(schemas).map((schema) => [schema.$id, schema]));
  return (reference, base) => {
    const [id = "", fragment = ""] = absoluteReference(reference, base).split("#");
    return getAt(byId.get(id), fragment) as JsonSchema | undefined;
  };
};
