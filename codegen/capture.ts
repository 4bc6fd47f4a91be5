import { compileTypes, withBareRefs } from "./compile-types.ts";
import { header, type Output } from "./output.ts";

// json-schema-to-typescript reads tuples as draft-07 wrote them.
const withOldTuples = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withOldTuples);
  if (typeof schema !== "object" || schema === null) return schema;
  const { prefixItems, items, ...rest } = schema as { prefixItems?: unknown; items?: unknown };
  const tuple =
    prefixItems === undefined ? items !== undefined && { items } : { items: prefixItems, additionalItems: false };
  return Object.fromEntries(Object.entries({ ...rest, ...tuple }).map(([name, item]) => [name, withOldTuples(item)]));
};

/** The types of a capture. */
export const generateCapture = async (schema: object): Promise<Output> => {
  const types = await compileTypes(withOldTuples(withBareRefs(schema, (ref) => ref)) as { title: string });
  return { path: "contracts/generated/capture.ts", content: `${header("capture.ts")}\n${types}\n` };
};
