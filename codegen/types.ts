import { placesAt } from "../schemas/certainty.ts";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../schemas/provider-folder.ts";
import { resolverOf } from "../schemas/resolver-of.ts";
import { bare, compileTypes } from "./compile-types.ts";
import { componentsOf } from "./documents/components.ts";
import { mapSchema } from "./map-schema.ts";
import { header, type Output } from "./output.ts";
import { identifier, ownTypes, typeNames } from "./type-names.ts";

// Schema type to TypeScript's; what tells subjects apart is a text or a number.
const TYPES: Readonly<Record<string, string>> = { string: "string", integer: "number", number: "number" };

const typeAt = (folder: ProviderFolder, pointer: string): string => {
  const resolve = resolverOf(folder);
  const schemas = eventTypesOf(folder).map((eventType) => folder.schemas[eventPath(eventType)] ?? {});
  const places = schemas.flatMap((schema) => placesAt(schema, pointer, resolve));
  const types = new Set(places.flatMap(({ schema }) => schema.type ?? []).map((type) => TYPES[type] ?? "other"));
  const [type = "other", ...others] = types;
  return type === "other" || others.length > 0 ? "string | number" : type;
};

const subjectFields = (folder: ProviderFolder): string[] =>
  Object.entries(folder.provider.subject).map(([field, { pointer }]) => `  ${field}: ${typeAt(folder, pointer)};`);

// json-schema-to-typescript names a type after each title: those of the folder's schemas are theirs alone.
const untitled = ({ title, ...schema }: JsonSchema, names: ReadonlySet<string>): JsonSchema =>
  title === undefined || names.has(identifier(title)) ? schema : { title, ...schema };

/** A provider's types as source: a payload for each event type, the map of them, and the names of its lifecycles. */
export const typesOf = async (folder: ProviderFolder): Promise<string> => {
  const { name } = folder.provider;
  const own = ownTypes(name);
  const names = typeNames(folder);
  const taken = new Set([...Object.values(own), ...names.values()]);
  const components = componentsOf(folder, names, (one) => `#/$defs/${one}`);
  const $defs = Object.fromEntries(
    Object.entries(components).map(([name, schema]) => [
      name,
      { title: name, ...Object(mapSchema(schema, (inner) => bare(untitled(inner, taken)))) },
    ]),
  );
  const eventTypes = eventTypesOf(folder);
  const properties = Object.fromEntries(
    eventTypes.map((eventType) => [eventType, { $ref: `#/$defs/${names.get(eventPath(eventType))}` }]),
  );
  const description = "Event type to payload.";
  const types = await compileTypes({ title: own.events, description, properties, required: eventTypes, $defs });
  return `${types}

/** The full string of an event type. */
export type ${own.eventType} = keyof ${own.events};

/** The payload of an event type; of any, unless one is named. */
export type ${own.event}<T extends ${own.eventType} = ${own.eventType}> = ${own.events}[T];

/** A named lifecycle. */
export type ${own.lifecycle} = ${Object.keys(folder.lifecycle.lifecycles)
    .map((one) => JSON.stringify(one))
    .join(" | ")};

/** What an event is about. */
export type ${own.subject} = {
${subjectFields(folder).join("\n")}
};
`;
};

/** A built-in provider's types. */
export const generateTypes = async (folder: ProviderFolder): Promise<Output> => ({
  path: `schemas/generated/${folder.provider.name}/types.ts`,
  content: `${header("types.ts")}\n${await typesOf(folder)}`,
});
