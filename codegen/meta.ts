import type { JsonSchema } from "../schemas/json-schema.ts";
import { compileTypes, withBareRefs } from "./compile-types.ts";
import { header, type Output, source } from "./output.ts";

/** The schemas of provider.json and lifecycle.json as modules: `<name>-definition.ts` has the types, `meta.ts` the schemas. */
export const generateMeta = async (schemas: Readonly<Record<string, JsonSchema>>): Promise<Output[]> => {
  const types = await Promise.all(
    Object.entries(schemas).map(async ([name, schema]): Promise<Output> => {
      return {
        path: `schemas/generated/${name}-definition.ts`,
        content: `${header("meta.ts")}\n${await compileTypes({ title: name, ...withBareRefs(schema) })}\n`,
      };
    }),
  );
  const constants = Object.entries(schemas).map(
    ([name, schema]) => `export const ${name}Schema: JsonSchema = ${source(schema)};`,
  );
  const content = `${header("meta.ts")}\nimport type { JsonSchema } from "../json-schema.ts";\n\n${constants.join("\n\n")}\n`;
  return [...types, { path: "schemas/generated/meta.ts", content }];
};
