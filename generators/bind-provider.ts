import type { JsonSchema } from "../schemas/json-schema.ts";
import { getAt } from "../schemas/pointer.ts";
import type {
  EmittedGenerator,
  LifecycleDefinition,
  Provider,
  ProviderDefinition,
  Validator,
} from "../schemas/provider.ts";
import { eventPath } from "../schemas/provider-folder.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { once } from "./once.ts";

/** The parts of a provider, each made on first use. */
export interface ProviderParts {
  definition: ProviderDefinition;
  machine: LifecycleDefinition;
  /** Path in the provider's folder to schema. */
  schemas: Readonly<Record<string, () => JsonSchema>>;
  /** Event type to its validator and generator. */
  validators: Readonly<Record<string, () => Validator>>;
  generators: Readonly<Record<string, () => EmittedGenerator>>;
  /** Envelope to generator. */
  envelopes: Readonly<Record<string, () => EmittedGenerator>>;
}

type Table<T> = Readonly<Record<string, () => T>>;

const lookUp = <T>(kind: string, table: Table<T>): ((name: string) => T) => {
  const parts = new Map(Object.entries(table).map(([name, make]) => [name, once(make)]));
  return (name) => {
    const part = parts.get(name);
    if (!part) throw unknownName(kind, name, [...parts.keys()]);
    return part();
  };
};

/** Makes a provider of its parts. */
export const bindProvider = <E extends object, L extends string, S extends object>(
  parts: ProviderParts,
): Provider<E, L, S> => {
  const { definition, machine, schemas } = parts;
  const schemaAt = lookUp("schema", schemas);
  const byId = once(() => new Map(Object.keys(schemas).map((path) => [schemaAt(path).$id, path])));
  const validator = lookUp("event type", parts.validators);
  return {
    name: definition.name,
    title: definition.title,
    eventTypes: Object.keys(parts.generators) as (keyof E & string)[],
    lifecycles: Object.keys(machine.lifecycles) as L[],
    definition,
    machine,
    schema: (eventType) => {
      validator(eventType); // an unknown event type lists the known ones, not paths
      return schemaAt(eventPath(eventType));
    },
    resolve: (reference) => {
      const [id = "", fragment = ""] = reference.split("#");
      const path = Object.hasOwn(schemas, id) ? id : byId().get(id);
      return path === undefined ? undefined : (getAt(schemaAt(path), fragment) as JsonSchema | undefined);
    },
    folder: () => ({
      provider: definition,
      lifecycle: machine,
      schemas: Object.fromEntries(Object.keys(schemas).map((path) => [path, schemaAt(path)])),
    }),
    validator,
    generator: lookUp("event type", parts.generators),
    envelope: lookUp("envelope", parts.envelopes),
  };
};
