import type { Schema } from "../../generators/matches/located.ts";
import type { Certainty, Json, JsonSchema } from "../../schemas/json-schema.ts";
import { parsePointer } from "../../schemas/pointer.ts";
import type { Envelope } from "../../schemas/provider.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../../schemas/provider-folder.ts";
import { distinctNames } from "../distinct-names.ts";
import { mapSchema } from "../map-schema.ts";
import { eventTypeOf, type Sample } from "../samples.ts";
import { identifier, typeNames } from "../type-names.ts";
import { componentsOf, type Place } from "./components.ts";
import { reachable } from "./reachable.ts";

/** One request that a provider sends, for a document: an event, or a message that tries an endpoint out. */
export interface DocumentedRequest {
  kind: "event" | "test message";
  /** The event type, or the test message's name; numbered where another request has that. */
  name: string;
  /** A name that no other request has, and that code takes. */
  id: string;
  description: string;
  certainty: Certainty;
  body: Schema;
  examples: readonly Sample[];
}

/** All that a document says of a provider beside its own form: the schemas that it holds, and the requests. */
export interface Documented {
  schemas: Readonly<Record<string, Schema>>;
  requests: readonly DocumentedRequest[];
}

/** Makes a reference to the schema at a path of the folder. */
type Refer = (path: string) => JsonSchema;

type Names = ReadonlyMap<string, string>;

// A schema with the payload's in its place, the rest as the wrapper's own schema says.
const wrapped = ({ schema, payload, ...envelope }: Envelope, event: JsonSchema, refer: Refer): JsonSchema => {
  const inner = parsePointer(payload).reduceRight<JsonSchema>(
    (child, part) => ({ type: "object", required: [part], properties: Object.fromEntries([[part, child]]) }),
    event,
  );
  return {
    title: envelope.name,
    ...(envelope.$comment !== undefined && { $comment: envelope.$comment }),
    ...(envelope["x-certainty"] && { "x-certainty": envelope["x-certainty"] }),
    allOf: [refer(schema), inner],
  };
};

const ofEvent =
  (folder: ProviderFolder, names: Names, refer: Refer, samples: readonly Sample[]) =>
  (eventType: string): DocumentedRequest => {
    const path = eventPath(eventType);
    const schema = folder.schemas[path] ?? {};
    const { envelopes = [] } = folder.provider;
    const event = refer(path);
    return {
      kind: "event",
      name: eventType,
      id: names.get(path) ?? eventType,
      description: schema.description ?? schema.title ?? eventType,
      certainty: schema["x-certainty"] ?? "documented",
      body: envelopes.length === 0 ? event : { anyOf: [event, ...envelopes.map((one) => wrapped(one, event, refer))] },
      examples: samples.filter(({ name }) => eventTypeOf(name, eventTypesOf(folder)) === eventType),
    };
  };

const ofTestMessages = (
  { provider }: ProviderFolder,
  names: Names,
  refer: Refer,
  events: readonly string[],
): DocumentedRequest[] => {
  const nameOf = distinctNames(events, " ");
  const idOf = distinctNames(names.values(), "");
  return (provider.testMessages ?? []).map(({ name, schema, body, ...message }) => ({
    kind: "test message",
    name: nameOf(name),
    id: idOf(identifier(`${provider.name} ${name}`)),
    description: ["Sent to try an endpoint out.", message.$comment ?? []].flat().join(" "),
    certainty: message["x-certainty"] ?? "documented",
    body: schema === undefined ? { const: body as Json } : refer(schema),
    examples: [{ name, value: body as Json }],
  }));
};

// How values are made up is no business of who reads a document.
const withoutGeneration = (schema: Schema): Schema =>
  mapSchema(schema, ({ "x-faker": _, "x-derive": __, ...rest }) => rest);

/**
 * All that a provider sends, with the schemas of it, for a document that keeps each at a place of its own.
 * @throws HookwrightError `invalid-schema` for a reference that one document cannot hold
 */
export const documentedOf = (folder: ProviderFolder, samples: readonly Sample[], place: Place): Documented => {
  const names = typeNames(folder);
  const refer: Refer = (path) => ({ $ref: place(names.get(path) ?? path) });
  const eventTypes = eventTypesOf(folder);
  const requests = [
    ...eventTypes.map(ofEvent(folder, names, refer, samples)),
    ...ofTestMessages(folder, names, refer, eventTypes),
  ];
  const components = Object.entries(componentsOf(folder, names, place));
  const all = Object.fromEntries(components.map(([name, schema]) => [name, withoutGeneration(schema)]));
  const bodies = requests.map(({ body }) => body);
  return { requests, schemas: reachable(bodies, all, place) };
};
