import { placesAt, type Resolve, speaksOf } from "./certainty.ts";
import { HookwrightError } from "./hookwright-error.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { LifecycleDefinition, ProviderDefinition, StepDefinition } from "./provider.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "./provider-folder.ts";
import { resolverOf } from "./resolver-of.ts";
import { byNearness } from "./unknown-name.ts";

type Kind = "state" | "event type" | "silent move" | "retry schedule" | "lifecycle";

/** A place that names something which must be defined elsewhere. */
interface Use {
  kind: Kind;
  where: string;
  name: string;
}

const uses = (kind: Kind, where: string, names: readonly string[]): Use[] =>
  names.map((name) => ({ kind, where, name }));

const usesOfStep = (where: string, step: StepDefinition): Use[] => {
  if (typeof step === "string") return uses("event type", where, [step]);
  if ("event" in step) return uses("event type", where, [step.event]);
  return "silent" in step ? uses("silent move", where, [step.silent]) : uses("lifecycle", where, [step.lifecycle]);
};

const usesOfStates = ({ states }: LifecycleDefinition): Use[] =>
  Object.entries(states).flatMap(([state, { on = {}, silent = {}, goesOn = [] }]) => [
    ...goesOn.flatMap((step) => usesOfStep(`states/${state}/goesOn`, step)),
    ...uses("event type", `states/${state}/on`, Object.keys(on)),
    ...uses("silent move", `states/${state}/silent`, Object.keys(silent)),
    ...uses("state", `states/${state}`, [...Object.values(on), ...Object.values(silent)]),
  ]);

const usesOfDelays = ({ delays = {} }: LifecycleDefinition): Use[] =>
  Object.entries(delays).flatMap(([eventType, { since = [], retry }]) => [
    ...uses("event type", "delays", [eventType, ...since]),
    ...uses("retry schedule", `delays/${eventType}`, retry === undefined ? [] : [retry]),
  ]);

const usesOfSilentMoves = ({ silent = {} }: LifecycleDefinition): Use[] =>
  Object.entries(silent).flatMap(([move, { since = [] }]) => uses("event type", `silent/${move}/since`, since));

const usesOf = (lifecycle: LifecycleDefinition): Use[] => [
  ...uses("state", "initial", [lifecycle.initial]),
  ...usesOfStates(lifecycle),
  ...usesOfDelays(lifecycle),
  ...usesOfSilentMoves(lifecycle),
  ...Object.entries(lifecycle.lifecycles).flatMap(([name, { steps = [] }]) =>
    steps.flatMap((step) => usesOfStep(`lifecycles/${name}`, step)),
  ),
];

const say = (where: string, kind: string, name: string, known: readonly string[]): string =>
  `${where} names the ${kind} "${name}", which is not known (nearest: ${byNearness(name, known).slice(0, 3).join(", ")})`;

// A lifecycle that contains itself has no end.
const circles = ({ lifecycles }: LifecycleDefinition): string[] => {
  const includes = (name: string): string[] =>
    (lifecycles[name]?.steps ?? []).flatMap((step) =>
      typeof step === "object" && "lifecycle" in step ? step.lifecycle : [],
    );
  const reaches = (from: string, to: string, seen: readonly string[] = []): boolean =>
    includes(from).some((next) => next === to || (!seen.includes(next) && reaches(next, to, [...seen, next])));
  return Object.keys(lifecycles).filter((name) => reaches(name, name));
};

/** The pointers of provider.json by the role that it gives them. */
const pointersOf = ({ eventType, eventId, status, time, created, subject }: ProviderDefinition): [string, string][] => [
  ...Object.entries({ eventType, status, time: time.pointer }),
  ...(eventId === undefined ? [] : ([["eventId", eventId]] satisfies [string, string][])),
  ...(created === undefined ? [] : ([["created", created.pointer]] satisfies [string, string][])),
  ...Object.entries(subject).map(([field, { pointer }]): [string, string] => [`subject/${field}`, pointer]),
];

/** The values that schemas name for a place. */
const namedAt = (event: JsonSchema, pointer: string, resolve: Resolve): unknown[] =>
  placesAt(event, pointer, resolve)
    .filter(({ always }) => always)
    .flatMap(({ schema }) => [schema["const"] ?? [], schema["enum"] ?? []].flat());

/** What event schemas name that their file or the machine does not. */
const misnamed = ({ provider, lifecycle, schemas }: ProviderFolder, eventTypes: readonly string[], resolve: Resolve) =>
  eventTypes.flatMap((eventType) => {
    const path = eventPath(eventType);
    const types = namedAt(schemas[path] ?? {}, provider.eventType, resolve);
    const statuses = namedAt(schemas[path] ?? {}, provider.status, resolve).map(String);
    return [
      ...(types.length > 0 && !types.includes(eventType)
        ? [`${path} has "${types.join('", "')}" at ${provider.eventType}, not the event type that it is named after`]
        : []),
      ...statuses
        .filter((status) => !Object.hasOwn(lifecycle.states, status))
        .map((status) => say(`${path} ${provider.status}`, "state", status, Object.keys(lifecycle.states))),
    ];
  });

const astrayPointers = (
  { provider, schemas }: ProviderFolder,
  eventTypes: readonly string[],
  resolve: Resolve,
): string[] => {
  const events = eventTypes.map((eventType) => schemas[eventPath(eventType)] ?? {});
  return pointersOf(provider)
    .filter(([, pointer]) => !events.some((event) => speaksOf(event, pointer, resolve)))
    .map(([role, pointer]) => `provider.json ${role} is at ${pointer}, which no event schema has`);
};

const problems = (folder: ProviderFolder, eventTypes: readonly string[]): string[] => {
  const { provider, lifecycle, schemas } = folder;
  const known: Readonly<Record<Kind, readonly string[]>> = {
    state: Object.keys(lifecycle.states),
    "event type": eventTypes,
    "silent move": Object.keys(lifecycle.silent ?? {}),
    "retry schedule": Object.keys(lifecycle.retries ?? {}),
    lifecycle: Object.keys(lifecycle.lifecycles),
  };
  const resolve = resolverOf(folder);
  const astray = usesOf(lifecycle).filter(({ kind, name }) => !known[kind].includes(name));
  const { envelopes = [], testMessages = [] } = provider;
  const named = [
    ...envelopes.map(({ name, schema }) => ({ where: `envelopes/${name}`, schema })),
    ...testMessages.flatMap(({ name, schema }) => (schema ? [{ where: `testMessages/${name}`, schema }] : [])),
  ];
  return [
    ...(eventTypes.length === 0 ? ["there is no events/<event type>.schema.json"] : []),
    ...astray.map(({ kind, where, name }) => say(`lifecycle.json ${where}`, kind, name, known[kind])),
    ...circles(lifecycle).map((name) => `lifecycle.json lifecycles/${name} contains itself`),
    ...(eventTypes.length === 0 ? [] : astrayPointers(folder, eventTypes, resolve)),
    ...misnamed(folder, eventTypes, resolve),
    ...named
      .filter(({ schema }) => !Object.hasOwn(schemas, schema))
      .map(({ where, schema }) => say(`provider.json ${where}`, "schema", schema, Object.keys(schemas))),
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
