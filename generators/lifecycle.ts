import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Json } from "../schemas/json-schema.ts";
import type { EventTypeOf, Provider, ProviderDefinition, Subject } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { checkNumbers } from "./check-numbers.ts";
import { formatInstant } from "./draws/instant.ts";
import { buildEvent, fieldsOf, subjectOf, withoutSubject } from "./event.ts";
import { type PlannedStep, type PlanOptions, planLifecycle } from "./lifecycle-steps.ts";
import type { DeepPartial } from "./merge.ts";
import { type Start, startMs } from "./start.ts";
import { type Visit, walk } from "./walk.ts";

const MAX_REPEATS = 10_000;

/** One event of a lifecycle. */
export interface Step<Payload = object, About extends object = Subject, EventType extends string = string> {
  /** From 1. */
  step: number;
  /** Tells which payload it is: `if (step.eventType === '…') step.payload` */
  eventType: EventType;
  payload: Payload;
  at: Date;
  /** The state after the event. */
  status: string;
  orphan: boolean;
  /** Absent on an orphan. */
  subject?: About;
}

/** A step of any event type. */
export type AnyStep<E extends object, S extends object> = { [T in EventTypeOf<E>]: Step<E[T], S, T> }[EventTypeOf<E>];

/** The ordered events of one subject, coherent in ids and times. */
export interface Lifecycle<
  E extends object = Record<string, object>,
  L extends string = string,
  S extends object = Subject,
> {
  provider: Provider<E, L, S>;
  name: string;
  seed: number;
  run: number;
  start: Date;
  subjects: S[];
  steps: AnyStep<E, S>[];
}

/** What `buildLifecycle` takes. */
export interface LifecycleOptions<E extends object = Record<string, object>, S extends object = Subject> {
  /** Decides every value that is no identity. @default 0 */
  seed?: number;
  /** Decides identities, together with the seed. @default 0 */
  run?: number;
  /** The instant of the first silent move. @default '2026-01-01T00:00:00Z' */
  start?: Start;
  /** Fields of the subject that are not drawn. */
  subject?: Partial<S>;
  /** Which subject, from 0. @default 0 */
  index?: number;
  /** Applied to every payload. */
  overrides?: DeepPartial<E[keyof E]>;
  /** How often a repeated failure happens. @default 2 */
  repeats?: number;
  /** Allows event types in an order that the provider never sends. @default false */
  illegal?: boolean;
  /** Allows overrides that break a schema. @default false */
  invalid?: boolean;
}

/**
 * The steps of a named lifecycle, or of event types in their order.
 * @throws HookwrightError `unknown-name`
 */
export const planOf = (provider: Provider, what: string | readonly string[], options: PlanOptions): PlannedStep[] => {
  if (typeof what === "string") return planLifecycle(provider.machine, what, options);
  const unknown = what.find((eventType) => !provider.eventTypes.includes(eventType));
  if (unknown !== undefined) throw unknownName("event type", unknown, provider.eventTypes);
  return what.map((event) => ({ event }));
};

// A given id ends with its subject, a given certificate with its replacement; a given name stays.
const stillFixed = (
  definition: ProviderDefinition,
  fixed: Partial<Subject>,
  { incarnation, replacement }: Visit,
): Partial<Subject> => {
  const ended = { run: false, name: false, subject: incarnation > 0, replacement: replacement > 0 };
  return Object.fromEntries(
    Object.entries(fixed).filter(([field]) => !ended[definition.subject[field]?.per ?? "run"]),
  ) as Partial<Subject>;
};

/** Values to set in each payload, by their pointers. */
type Fields = Readonly<Record<string, Json>>;

const toStep = (provider: Provider, visit: Visit, options: LifecycleOptions & { start: number }, set: Fields): Step => {
  const { seed = 0, run = 0, index = 0, overrides, invalid, start } = options;
  const { definition } = provider;
  const { step, eventType, status, orphan, incarnation, replacement } = visit;
  const at = new Date(visit.at);
  const time = formatInstant(definition.time, at, seed, step);
  const created = definition.created && { created: formatInstant(definition.created, new Date(start), seed, 0) };
  const fields = { ...set, ...fieldsOf(provider, stillFixed(definition, options.subject ?? {}, visit)) };
  const draw = { seed, run, index, incarnation, replacement, step, time, ...created };
  const whole = buildEvent(provider, { ...draw, eventType, fields, overrides, invalid });
  const payload = orphan ? withoutSubject(provider, whole) : whole;
  const about = orphan ? {} : { subject: subjectOf(provider, payload) };
  return { step, eventType, payload: payload as object, at, status, orphan, ...about };
};

/** The subjects that steps are about, each as its first step names it. */
const distinctSubjects = (provider: Provider, steps: readonly Step[]): Subject[] => {
  const lasting = Object.entries(provider.definition.subject).filter(([, { per }]) => per !== "replacement");
  const distinct = new Map<string, Subject>();
  for (const { subject } of steps) {
    const key = JSON.stringify(lasting.map(([field]) => subject?.[field]));
    if (subject && !distinct.has(key)) distinct.set(key, subject);
  }
  return [...distinct.values()];
};

const checkRepeats = (repeats: number): void => {
  if (!Number.isInteger(repeats) || repeats < 0 || repeats > MAX_REPEATS)
    throw new HookwrightError(
      "invalid-option",
      `Failed to build a lifecycle: repeats is ${repeats}. Give a whole number from 0 to ${MAX_REPEATS}.`,
    );
};

/** The walk of a lifecycle: when each event comes and where it leads. */
export const visitsOf = (
  provider: Provider,
  nameOrEventTypes: string | readonly string[],
  options: LifecycleOptions,
): Visit[] => {
  const { seed = 0, index = 0, repeats = 2, illegal = false } = options;
  checkRepeats(repeats);
  checkNumbers(options);
  const plan = planOf(provider, nameOrEventTypes, { repeats, key: `${seed} ${index}` });
  return walk(provider.machine, plan, { seed, index, start: startMs(options.start), illegal });
};

/** The lifecycle of a walk; `set` has values to set in each payload, by their pointers. */
export const lifecycleOf = (
  provider: Provider,
  name: string,
  visits: readonly Visit[],
  options: LifecycleOptions,
  set: Fields = {},
): Lifecycle => {
  const { seed = 0, run = 0 } = options;
  const start = startMs(options.start);
  const steps = visits.map((visit) => toStep(provider, visit, { ...options, start }, set));
  return { provider, name, seed, run, start: new Date(start), subjects: distinctSubjects(provider, steps), steps };
};

/**
 * Builds a lifecycle: a named one, or the given event types in their order.
 * @throws HookwrightError `unknown-name`, `illegal-step`, `invalid-payload` or `invalid-override`
 * @example buildLifecycle(cloudflare, 'issuance', { seed: 7 }).steps.map(({ status }) => status)
 */
export const buildLifecycle = <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  nameOrEventTypes: NoInfer<L> | readonly EventTypeOf<NoInfer<E>>[],
  options: LifecycleOptions<NoInfer<E>, NoInfer<S>> = {},
): Lifecycle<E, L, S> => {
  const untyped = provider as unknown as Provider;
  const told = options as LifecycleOptions;
  const name = typeof nameOrEventTypes === "string" ? nameOrEventTypes : nameOrEventTypes.join(",");
  return lifecycleOf(untyped, name, visitsOf(untyped, nameOrEventTypes, told), told) as unknown as Lifecycle<E, L, S>;
};
