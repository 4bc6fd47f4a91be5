import { HookwrightError } from "./hookwright-error.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { LifecycleDefinition, ProviderDefinition, StepDefinition } from "./provider.ts";
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
    Object.entries(folder.schemas).map(([path, schema]) => [
      path,
      { $id: `hookwright://schemas/${folder.provider.name}/${path}`, ...schema },
    ]),
  ),
});

type Kind = "state" | "event type" | "silent move" | "retry schedule" | "lifecycle";

/** A place that names something which must be defined elsewhere. */
interface Use {
  kind: Kind;
  where: string;
  name: string;
}

const uses = (kind: Kind, where: string, names: readonly string[]): Use[] =>
  names.map((name) => ({ kind, where, name }));

const usesOfStates = ({ states }: LifecycleDefinition): Use[] =>
  Object.entries(states).flatMap(([state, { on = {}, silent = {} }]) => [
    ...uses("event type", `states/${state}/on`, Object.keys(on)),
    ...uses("silent move", `states/${state}/silent`, Object.keys(silent)),
    ...uses("state", `states/${state}`, [...Object.values(on), ...Object.values(silent)]),
  ]);

const usesOfDelays = ({ delays = {} }: LifecycleDefinition): Use[] =>
  Object.entries(delays).flatMap(([eventType, { since = [], retry }]) => [
    ...uses("event type", "delays", [eventType, ...since]),
    ...uses("retry schedule", `delays/${eventType}`, retry === undefined ? [] : [retry]),
  ]);

const usesOfStep = (where: string, step: StepDefinition): Use[] => {
  if (typeof step === "string") return uses("event type", where, [step]);
  if ("event" in step) return uses("event type", where, [step.event]);
  return "silent" in step ? uses("silent move", where, [step.silent]) : uses("lifecycle", where, [step.lifecycle]);
};

const usesOf = (lifecycle: LifecycleDefinition): Use[] => [
  ...uses("state", "initial", [lifecycle.initial]),
  ...usesOfStates(lifecycle),
  ...usesOfDelays(lifecycle),
  ...Object.entries(lifecycle.lifecycles).flatMap(([name, { steps = [] }]) =>
    steps.flatMap((step) => usesOfStep(`lifecycles/${name}`, step)),
  ),
];

const say = (where: string, kind: string, name: string, known: readonly string[]): string =>
  `${where} names the ${kind} "${name}", which is not known (nearest: ${byNearness(name, known).slice(0, 3).join(", ")})`;

const problems = ({ provider, lifecycle, schemas }: ProviderFolder, eventTypes: readonly string[]): string[] => {
  const known: Readonly<Record<Kind, readonly string[]>> = {
    state: Object.keys(lifecycle.states),
    "event type": eventTypes,
    "silent move": Object.keys(lifecycle.silent ?? {}),
    "retry schedule": Object.keys(lifecycle.retries ?? {}),
    lifecycle: Object.keys(lifecycle.lifecycles),
  };
  const astray = usesOf(lifecycle).filter(({ kind, name }) => !known[kind].includes(name));
  const envelopes = (provider.envelopes ?? []).filter(({ schema }) => !Object.hasOwn(schemas, schema));
  return [
    ...(eventTypes.length === 0 ? ["there is no events/<event type>.schema.json"] : []),
    ...astray.map(({ kind, where, name }) => say(`lifecycle.json ${where}`, kind, name, known[kind])),
    ...envelopes.map(({ name, schema }) =>
      say(`provider.json envelopes/${name}`, "schema", schema, Object.keys(schemas)),
    ),
  ];
};

/**
 * Checks that what a folder's files say of each other is so.
 * @throws HookwrightError `invalid-provider` listing every name that leads nowhere
 */
export const checkReferences = (folder: ProviderFolder): void => {
  const found = problems(folder, eventTypesOf(folder));
  if (found.length > 0)
    throw new HookwrightError(
      "invalid-provider",
      `Failed to define the provider "${folder.provider.name}": ${found.join("; ")}.`,
    );
};
