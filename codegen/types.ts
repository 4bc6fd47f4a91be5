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
  const { name, title } = folder.provider;
  const paths = Object.keys(folder.schemas);
  const keyOf = new Map(paths.map((path) => [String(folder.schemas[path]?.$id), key(path)]));
  const $defs = Object.fromEntries(
    paths.map((path) => [
      key(path),
      withBareRefs(folder.schemas[path], (ref) => `#/$defs/${keyOf.get(new URL(ref, folder.schemas[path]?.$id).href)}`),
    ]),
  );
  const eventTypes = eventTypesOf(folder);
  const oneOf = eventTypes.map((eventType) => ({ $ref: `#/$defs/${key(eventPath(eventType))}` }));
  const description = `The payload of any ${title} event.`;
  const root = { title: `${pascal(name)}Event`, description, oneOf, $defs };
  const types = await compileTypes(root);
  const content = `${header("types.ts")}
${types}

/** Event type to payload. */
export type ${pascal(name)}Events = {
${eventTypes.map((eventType) => `  ${JSON.stringify(eventType)}: ${titleOf(folder, eventType)};`).join("\n")}
};

/** The full string of an event type. */
export type ${pascal(name)}EventType = keyof ${pascal(name)}Events;

/** A named lifecycle. */
export type ${pascal(name)}Lifecycle = ${Object.keys(folder.lifecycle.lifecycles)
    .map((one) => JSON.stringify(one))
    .join(" | ")};

/** What an event is about. */
export type ${pascal(name)}Subject = {
${subjectFields(folder).join("\n")}
};
`;
  return { path: `schemas/generated/${name}/types.ts`, content };
};
