import type { JsonSchema } from "../schemas/json-schema.ts";
import { compileTypes, withBareRefs } from "./compile-types.ts";
import { mapSchema } from "./map-schema.ts";
import { header, type Output } from "./output.ts";

// json-schema-to-typescript reads tuples as draft-07 wrote them.
const withOldTuple = ({ prefixItems, ...schema }: JsonSchema): JsonSchema => {
  const tuple: Record<string, unknown> =
    prefixItems === undefined ? {} : { items: prefixItems, additionalItems: false };
  return { ...schema, ...tuple };
};

/** The types of a capture. */
export const generateCapture = async (schema: JsonSchema): Promise<Output> => {
  const bare = mapSchema(withBareRefs(schema), withOldTuple) as JsonSchema;
  const types = await compileTypes({ title: "Capture", ...bare });
  return { path: "contracts/generated/capture.ts", content: `${header("capture.ts")}\n${types}\n` };
};
