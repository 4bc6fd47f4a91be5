import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const folder = join(import.meta.dirname, "../../schemas/cloudflare");

const schemasIn = (name: string): { $id: string; title: string }[] =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith(".json"))
    .map((file) => JSON.parse(readFileSync(join(folder, name, file), "utf8")) as { $id: string; title: string });

const ajv = new Ajv2020({ keywords: ["x-certainty", "x-faker", "x-derive"] });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
for (const schema of [...schemasIn("defs"), ...schemasIn("api")]) ajv.addSchema(schema);

/** The titles of the response schemas of Cloudflare's API that a body satisfies. */
export const responseSchemasOf = (body: unknown): string[] =>
  schemasIn("api")
    .filter(({ $id }) => $id.endsWith(".response.schema.json"))
    .filter(({ $id }) => ajv.validate($id, body))
    .map(({ title }) => title);
