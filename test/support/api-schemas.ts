import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { JsonSchema } from "../../schemas/json-schema.ts";

type ApiSchema = JsonSchema & { $id: string; title: string };

const folder = join(import.meta.dirname, "../../schemas/cloudflare");

const schemasIn = (name: string): ApiSchema[] =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith(".json"))
    .map((file) => JSON.parse(readFileSync(join(folder, name, file), "utf8")) as ApiSchema);

const all = [...schemasIn("defs"), ...schemasIn("api")];
const byId = new Map(all.map((schema) => [schema.$id, schema]));

const ajv = new Ajv2020({ keywords: ["x-certainty", "x-faker", "x-derive"] });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
for (const schema of all) ajv.addSchema(schema);

const isResponse = ({ $id }: ApiSchema): boolean => $id.endsWith(".response.schema.json");

/** The schema of Cloudflare's API with a title. */
export const apiSchema = (title: string): ApiSchema => {
  const schema = all.find((one) => one.title === title);
  if (!schema) throw new Error(`there is no schema ${title}`);
  return schema;
};

/** The titles of the response schemas of Cloudflare's API that a body satisfies. */
export const responseSchemasOf = (body: unknown): string[] =>
  all
    .filter(isResponse)
    .filter(({ $id }) => ajv.validate($id, body))
    .map(({ title }) => title);

/** What is wrong with a body by a schema. */
export const issuesOf = (title: string, body: unknown): string[] => {
  const validate = ajv.getSchema(apiSchema(title).$id);
  if (validate?.(body)) return [];
  return (validate?.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** A field as the schema that has it names it, such as `CloudflareCustomHostname/ssl/status`. */
type Field = string;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Calls with each schema on the way through a body, each under its own title; without a body it goes everywhere. */
const visit = (
  schema: JsonSchema,
  at: Field,
  base: string,
  body: unknown,
  everywhere: boolean,
  see: (field: Field, isKnown: boolean) => void,
): void => {
  if (schema.$ref !== undefined) {
    const id = new URL(schema.$ref, base).href;
    const target = byId.get(id);
    if (target) visit(target, target.title, id, body, everywhere, see);
    return;
  }
  const { properties = {}, items, additionalProperties } = schema;
  for (const [name, child] of Object.entries(properties)) {
    const value = isObject(body) ? body[name] : undefined;
    if (!everywhere && value === undefined) continue;
    see(`${at}/${name}`, true);
    visit(child, `${at}/${name}`, base, value, everywhere, see);
  }
  for (const value of Array.isArray(body) ? body : everywhere ? [undefined] : [])
    if (items !== undefined) visit(items, `${at}[]`, base, value, everywhere, see);
  if (typeof additionalProperties === "object")
    for (const value of isObject(body) ? Object.values(body) : everywhere ? [undefined] : [])
      visit(additionalProperties, `${at}{}`, base, value, everywhere, see);
  else if (isObject(body) && Object.keys(properties).length > 0)
    for (const name of Object.keys(body)) if (!Object.hasOwn(properties, name)) see(`${at}/${name}`, false);
};

/** The fields of a body: those that its schema describes, and those that it does not. */
export const fieldsOf = (title: string, body: unknown): { known: Field[]; unknown: Field[] } => {
  const seen: [Field, boolean][] = [];
  const schema = apiSchema(title);
  visit(schema, title, schema.$id, body, false, (field, isKnown) => seen.push([field, isKnown]));
  const of = (wanted: boolean): Field[] => seen.filter(([, isKnown]) => isKnown === wanted).map(([field]) => field);
  return { known: of(true), unknown: of(false) };
};

/** Every field that the response schemas describe. */
export const describedFields = (): Field[] => {
  const seen = new Set<Field>();
  for (const schema of all.filter(isResponse))
    visit(schema, schema.title, schema.$id, undefined, true, (field) => void seen.add(field));
  return [...seen].sort();
};
