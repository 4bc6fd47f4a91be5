import { HookwrightError } from "./hookwright-error.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { LifecycleDefinition, ProviderDefinition } from "./provider.ts";
import { byNearness } from "./unknown-name.ts";

/** A provider's folder as one value: `schemas` by their path in it, such as `events/order.paid.schema.json`. */
export interface ProviderFolder {
  provider: ProviderDefinition;
  lifecycle: LifecycleDefinition;
  schemas: Readonly<Record<string, JsonSchema>>;
}

const EVENT_PATH = /^events\/(.+)\.schema\.json$/;

/** The event types that a folder has a schema for, in the order of their paths. */
export const eventTypesOf = (folder: ProviderFolder): string[] =>
  Object.keys(folder.schemas).flatMap((path) => EVENT_PATH.exec(path)?.[1] ?? []);

/** The folder with an `$id` on each schema: its own, or `hookwright://schemas/<provider>/<path>`. */
export const withIds = (folder: ProviderFolder): ProviderFolder => ({
  ...folder,
  schemas: Object.fromEntries(
    Object.entries(folder.schemas).map(([path, schema]) => [path, { $id: `hookwright://schemas/${folder.provider.name}/${path}`, ...schema }]),
  ),
});

const unknown = (where: string, name: string, known: readonly string[]): string =>
  `${where} names "${name}", which is not known (nearest: ${byNearness(name, known).slice(0, 3).join(", ")})`;

const problems = (folder: ProviderFolder): string[] => {
  const { initial, states, silent = {}, delays = {}, retries = {}, lifecycles } = folder.lifecycle;
  const eventTypes = eventTypesOf(folder);
  const names = { state: Object.keys(states), event: eventTypes, silent: Object.keys(silent), retry: Object.keys(retries), lifecycle: Object.keys(lifecycles) };
  const uses: [keyof typeof names, string, string][] = [
    ["state", "initial", initial],
    ...Object.entries(states).flatMap(([state, { on = {}, silent: moves = {} }]) => [
      ...Object.keys(on).map((event) => ["event", `states/${state}/on`, event] as [keyof typeof names, string, string]),
      ...Object.keys(moves).map((move) => ["silent", `states/${state}/silent`, move] as [keyof typeof names, string, string]),
      ...[...Object.values(on), ...Object.values(moves)].map((to) => ["state", `states/${state}`, to] as [keyof typeof names, string, string]),
    ]),
    ...Object.entries(delays).flatMap(([event, { since = [], retry }]) => [
      ...[event, ...since].map((one) => ["event", "delays", one] as [keyof typeof names, string, string]),
      ...(retry === undefined ? [] : [["retry", `delays/${event}`, retry] as [keyof typeof names, string, string]]),
    ]),
    ...Object.entries(lifecycles).flatMap(([name, { steps = [] }]) =>
      steps.map((step): [keyof typeof names, string, string] => {
        const where = `lifecycles/${name}`;
        if (typeof step === "string") return ["event", where, step];
        if ("event" in step) return ["event", where, step.event];
        return "silent" in step ? ["silent", where, step.silent] : ["lifecycle", where, step.lifecycle];
      }),
    ),
  ];
  const envelopes = (folder.provider.envelopes ?? []).filter(({ schema }) => !Object.hasOwn(folder.schemas, schema));
  return [
    ...(eventTypes.length === 0 ? ["there is no events/<event type>.schema.json"] : []),
    ...uses.filter(([kind, , name]) => !names[kind].includes(name)).map(([kind, where, name]) => unknown(where, name, names[kind])),
    ...envelopes.map(({ name, schema }) => unknown(`envelope ${name}`, schema, Object.keys(folder.schemas))),
  ];
};

/**
 * Checks that what a folder's files say of each other is so.
 * @throws HookwrightError `invalid-provider` listing every name that leads nowhere
 */
export const checkReferences = (folder: ProviderFolder): void => {
  const found = problems(folder);
  if (found.length > 0)
    throw new HookwrightError("invalid-provider", `Failed to define the provider "${folder.provider.name}": ${found.join("; ")}.`);
};
