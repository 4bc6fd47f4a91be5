import { HookwrightError } from "./hookwright-error.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { LifecycleDefinition, ProviderDefinition } from "./provider.ts";
import { absoluteReference } from "./reference.ts";

/** A provider's folder as one value: `schemas` by their path in it, such as `events/order.paid.schema.json`. */
export interface ProviderFolder {
  provider: ProviderDefinition;
  lifecycle: LifecycleDefinition;
  schemas: Readonly<Record<string, JsonSchema>>;
}

/** The path of an event type's schema in a provider's folder. */
export const eventPath = (eventType: string): string => `events/${eventType}.schema.json`;

const EVENT_PATH = /^events\/(.+)\.schema\.json$/;

/** The event types that a folder has a schema for, in the order of their paths. */
export const eventTypesOf = (folder: ProviderFolder): string[] =>
  Object.keys(folder.schemas).flatMap((path) => EVENT_PATH.exec(path)?.[1] ?? []);

/** The folder with an `$id` on each schema: its own, or `hookwright://schemas/<provider>/<path>`. */
export const withIds = (folder: ProviderFolder): ProviderFolder => ({
  ...folder,
  schemas: Object.fromEntries(
    Object.entries(folder.schemas).map(([path, schema]) => {
      if (typeof schema !== "object" || schema === null)
        throw new HookwrightError(
          "invalid-schema",
          `Failed to define the provider "${folder.provider.name}": ${path} is ${JSON.stringify(schema)}, no schema.`,
        );
      const $id = absoluteReference(schema.$id ?? path, `hookwright://schemas/${folder.provider.name}/`);
      return [path, { ...schema, $id }];
    }),
  ),
});
