import { parsePointer } from "../schemas/pointer.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../schemas/provider-folder.ts";
import { compileTypes, withBareRefs } from "./compile-types.ts";
import { header, type Output, pascal } from "./output.ts";

const key = (path: string): string => path.replaceAll(/\W/g, "_");

const titleOf = (folder: ProviderFolder, eventType: string): string =>
  folder.schemas[eventPath(eventType)]?.title ?? pascal(eventType.replaceAll(/\W/g, "-"));

// The type at a pointer, through properties that may be absent.
const typeAt = (title: string, pointer: string): string =>
  parsePointer(pointer).reduce((type, part) => `NonNullable<${type}[${JSON.stringify(part)}]>`, title);

const subjectFields = (folder: ProviderFolder): string[] => {
  const [eventType = ""] = eventTypesOf(folder);
  return Object.entries(folder.provider.subject).map(
    ([field, { pointer }]) => `  ${field}: ${typeAt(titleOf(folder, eventType), pointer)};`,
  );
};

/** A provider's types: a payload for each event type, the map of them, and the names of its lifecycles. */
export const generateTypes = async (folder: ProviderFolder): Promise<Output> => {
  const { name } = folder.provider;
  const paths = Object.keys(folder.schemas);
  const keyOf = new Map(paths.map((path) => [String(folder.schemas[path]?.$id), key(path)]));
  const $defs = Object.fromEntries(
    paths.map((path) => [
      key(path),
      withBareRefs(folder.schemas[path], (ref) => `#/$defs/${keyOf.get(new URL(ref, folder.schemas[path]?.$id).href)}`),
    ]),
  );
  const Name = pascal(name);
  const eventTypes = eventTypesOf(folder);
  const properties = Object.fromEntries(
    eventTypes.map((eventType) => [eventType, { $ref: `#/$defs/${key(eventPath(eventType))}` }]),
  );
  const description = "Event type to payload.";
  const events = { title: `${Name}Events`, description, properties, required: eventTypes, $defs };
  const types = await compileTypes(events);
  const content = `${header("types.ts")}
${types}

/** The full string of an event type. */
export type ${Name}EventType = keyof ${Name}Events;

/** The payload of an event type; of any, unless one is named. */
export type ${Name}Event<T extends ${Name}EventType = ${Name}EventType> = ${Name}Events[T];

/** A named lifecycle. */
export type ${Name}Lifecycle = ${Object.keys(folder.lifecycle.lifecycles)
    .map((one) => JSON.stringify(one))
    .join(" | ")};

/** What an event is about. */
export type ${Name}Subject = {
${subjectFields(folder).join("\n")}
};
`;
  return { path: `schemas/generated/${name}/types.ts`, content };
};
