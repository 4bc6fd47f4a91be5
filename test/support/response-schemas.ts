import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

/** The API schemas of a provider: which of its responses a body satisfies, and whether a body satisfies one. */
export interface ApiSchemas {
  responses(body: unknown): string[];
  isValid(file: string, body: unknown): boolean;
}

/** Reads the API schemas of a built-in provider. */
export const apiSchemas = (provider: string): ApiSchemas => {
  const folder = join(import.meta.dirname, "../../schemas", provider);
  const schemasIn = (name: string): { $id: string; title: string }[] =>
    readdirSync(join(folder, name)).map((file) => JSON.parse(readFileSync(join(folder, name, file), "utf8")));
  const ajv = new Ajv2020({ keywords: ["x-certainty", "x-faker", "x-derive"] });
  (formats as unknown as (ajv: Ajv2020) => void)(ajv);
  for (const schema of [...schemasIn("defs"), ...schemasIn("api")]) ajv.addSchema(schema);
  const responses = schemasIn("api").filter(({ $id }) => $id.endsWith(".response.schema.json"));
  return {
    responses: (body) => responses.filter(({ $id }) => ajv.validate($id, body)).map(({ title }) => title),
    isValid: (file, body) => ajv.validate(`hookwright://schemas/${provider}/api/${file}.schema.json`, body),
  };
};
