import type { Faker } from "@faker-js/faker";
import type { JsonSchema } from "../schemas/json-schema.ts";
import type { ProviderDefinition } from "../schemas/provider.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../schemas/provider-folder.ts";
import { type CompiledSource, compileSource } from "./compile/compile.ts";
import type { Given, Per } from "./compile/emit/emission.ts";
import { formatInstant } from "./draws/instant.ts";

/** The generators of a provider as source: by event type, and by envelope. */
export interface CompiledProvider {
  events: Record<string, CompiledSource>;
  envelopes: Record<string, CompiledSource>;
}

const identityOf = ({ subject, eventId }: ProviderDefinition): Map<string, Per> =>
  new Map([
    ...Object.values(subject).map(({ pointer, per }) => [pointer, per] as const),
    ...(eventId === undefined ? [] : [[eventId, "event"] as const]),
  ]);

const START = new Date("2026-01-01T00:00:00Z");

const givenBy = ({ time, created }: ProviderDefinition): Map<string, Given> =>
  new Map(
    Object.entries({ time, created } as const).flatMap(([role, instant]) =>
      instant === undefined
        ? []
        : [[instant.pointer, { role: role as Given["role"], example: formatInstant(instant, START, 0, 1) }] as const],
    ),
  );

/**
 * Compiles every event's and envelope's generator of a provider whose schemas have `$id`s.
 * @throws HookwrightError `invalid-schema`
 */
export const compileProvider = (folder: ProviderFolder, faker: Faker): CompiledProvider => {
  const byId = new Map(Object.values(folder.schemas).map((schema) => [schema.$id, schema]));
  const resolve = (id: string): JsonSchema | undefined => byId.get(id);
  const compileAt = (path: string, roles: object): CompiledSource =>
    compileSource(folder.schemas[path] ?? {}, { resolve, faker, ...roles });
  const roles = { extras: true, identity: identityOf(folder.provider), given: givenBy(folder.provider) };
  return {
    events: Object.fromEntries(
      eventTypesOf(folder).map((eventType) => [eventType, compileAt(eventPath(eventType), roles)]),
    ),
    envelopes: Object.fromEntries(
      (folder.provider.envelopes ?? []).map(({ name, schema }) => [name, compileAt(schema, {})]),
    ),
  };
};
