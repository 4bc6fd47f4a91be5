import type { LifecycleDefinition } from "./generated/lifecycle-definition.ts";
import type { ProviderDefinition } from "./generated/provider-definition.ts";
import type { Certainty, Json, JsonSchema } from "./json-schema.ts";
import type { ProviderFolder } from "./provider-folder.ts";

export type {
  Delay,
  LifecycleDefinition,
  NamedLifecycle,
  SilentMove,
  StateDefinition,
  StepDefinition,
} from "./generated/lifecycle-definition.ts";
export type { Auth, Envelope, Instant, ProviderDefinition, TestMessage } from "./generated/provider-definition.ts";

/** One thing that is wrong with a payload, and how surely the broken rule is known. */
export interface Issue {
  /** JSON Pointer into the payload; of a missing property, where it should be. */
  pointer: string;
  message: string;
  /** The JSON Schema keyword that was broken. */
  keyword: string;
  certainty: Certainty;
}

/** What a generator is told before it draws a payload. */
export interface Draw {
  seed: number;
  run: number;
  /** Which subject, from 0. */
  index: number;
  /** How often the subject was deleted and created again before, from 0. */
  incarnation: number;
  /** How often its certificate was replaced before, from 0. */
  replacement: number;
  /** Which step of the subject's lifecycle, from 1. */
  step: number;
  /** The event's own time in the provider's form, and the subject's creation; drawn where not given. */
  time?: string | number;
  created?: string | number;
}

/** An emitted generator: draws a payload or its JSON text, and computes its derived fields anew. */
export interface EmittedGenerator {
  draw(draw: Draw): Json;
  /** The JSON text of `draw`, made straight away. */
  text(draw: Draw): string;
  /** Sets each derived field from the fields it follows from, in place, unless `keep` says that its pointer is fixed. */
  derive(payload: Json, keep: (pointer: string) => boolean): void;
  /** Pointer to what draws an optional field that a payload does not have by default. */
  readonly extras: Readonly<Record<string, (draw: Draw) => Json>>;
}

/** A validation function as Ajv makes it. */
export interface Validator {
  (value: unknown): boolean;
  errors?: null | { instancePath: string; keyword: string; message?: string; params: object }[];
}

/** What an event is about: the fields that provider.json names. */
export type Subject = Readonly<Record<string, string | number>>;

/** The full string of an event type of a provider. */
export type EventTypeOf<Events extends object> = keyof Events & string;

/** The payload of an event type, or of any. */
export type PayloadOf<Events extends object, T extends EventTypeOf<Events> = EventTypeOf<Events>> = Events[T];

/**
 * A sender of webhooks: its definition, validators and generators, bound and ready.
 * @example import cloudflare from 'hookwright/cloudflare'
 */
export interface Provider<
  Events extends object = Record<string, object>,
  Lifecycles extends string = string,
  About extends object = Subject,
> {
  readonly name: string;
  readonly title: string;
  readonly eventTypes: readonly EventTypeOf<Events>[];
  readonly lifecycles: readonly Lifecycles[];
  readonly definition: ProviderDefinition;
  readonly machine: LifecycleDefinition;
  /** The JSON Schema of an event type. */
  schema(eventType: string): JsonSchema;
  /** The JSON Schema at a path of the provider's folder, or at a `$ref` in one of its schemas. */
  resolve(reference: string): JsonSchema | undefined;
  /** All of the provider's JSON, as `defineProvider` takes it. */
  folder(): ProviderFolder;
  /** The validation function of an event type. */
  validator(eventType: string): Validator;
  /** The generator of an event type. */
  generator(eventType: string): EmittedGenerator;
  /** The generator of an envelope, by its name. */
  envelope(name: string): EmittedGenerator;
  /** Exists only for the compiler: event type to payload, and the subject. */
  readonly types?: { events: { [E in keyof Events]: Events[E] }; subject: { [F in keyof About]: About[F] } };
}
