import { startMs } from "../../generators/start.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { unknownName } from "../../schemas/unknown-name.ts";
import type { Api, ApiState } from "../api.ts";
import { checkSecret } from "../auth.ts";
import { type Clock, createClock } from "../clock.ts";
import { envelopeNames } from "../envelope.ts";
import type { Exchange } from "../exchange.ts";
import { apis } from "../generated/routes.ts";
import type { MockOptions } from "../mock-provider.ts";
import type { Sender } from "../sending/sender.ts";
import type { PlannedVisit } from "./planned-visit.ts";

/** A call that no route answers. */
export interface UnhandledCall {
  method: string;
  url: string;
}

/** What a plan says: a named lifecycle, or event types and nothing after them. */
export interface Plan {
  what: string | readonly string[];
  match: (subject: Subject) => boolean;
}

/** How far a resource has come in its lifecycle. */
export interface Life {
  /** What is set in each of its payloads, by pointer. */
  fields: Readonly<Record<string, Json>>;
  /** Events so far, of the resource and of what it was before. */
  sent: number;
  incarnation: number;
  replacement: number;
  /** When it entered its state, in milliseconds. */
  entered: number;
  /** When its newest event was due. */
  spoke: number;
  /** Event type to when it came last. */
  latest: ReadonlyMap<string, number>;
  /** What is to come, in order. */
  pending: readonly PlannedVisit[];
  /** Nothing but what is planned comes, time-outs aside. */
  exact: boolean;
}

/** Everything that one mocked provider knows; two mocks share nothing. */
export interface Mock {
  readonly provider: Provider;
  readonly options: MockOptions;
  readonly api: Api | undefined;
  readonly clock: Clock;
  state: ApiState;
  /** The latest one that matches a new resource's subject counts. */
  plans: Plan[];
  /** Subjects so far. */
  subjects: number;
  /** By resource. */
  lives: Map<number, Life>;
  /** Key of a subject to its resource. */
  bySubject: Map<string, number>;
  /** Opened targets of this process. */
  readonly senders: WeakMap<object, ReadonlyMap<string, Sender>>;
  readonly exchanges: Exchange[];
  readonly unhandled: UnhandledCall[];
}

const empty = (): Pick<Mock, "state" | "plans" | "subjects" | "lives" | "bySubject"> => ({
  state: { resources: [] },
  plans: [],
  subjects: 0,
  lives: new Map(),
  bySubject: new Map(),
});

const checkOptions = (provider: Provider, api: Api | undefined, options: MockOptions): void => {
  const { envelope = "none", secret, statuses } = options;
  if (!envelopeNames(provider).includes(envelope)) throw unknownName("envelope", envelope, envelopeNames(provider));
  const known = Object.keys(api?.statuses ?? {});
  if (statuses !== undefined && !known.includes(statuses)) throw unknownName("source of statuses", statuses, known);
  checkSecret(secret);
};

/**
 * Makes a mock that knows nothing yet.
 * @throws HookwrightError `unknown-name` for an envelope or a source of statuses, `invalid-option` for a secret or a start
 */
export const createMock = (provider: Provider, options: MockOptions): Mock => {
  const api = options.routes ?? apis[provider.name];
  checkOptions(provider, api, options);
  const clock = createClock(startMs(options.start));
  return { provider, options, api, clock, senders: new WeakMap(), exchanges: [], unhandled: [], ...empty() };
};

/** Forgets everything and sets the clock back. */
export const resetMock = (mock: Mock): void => {
  mock.clock.reset();
  Object.assign(mock, empty());
  mock.exchanges.length = 0;
  mock.unhandled.length = 0;
};

/** The seed that everything is drawn from. */
export const seedOf = ({ options }: Mock): number => options.seed ?? 0;

/** The virtual time in milliseconds. */
export const nowOf = ({ clock }: Mock): number => clock.now().getTime();

/** A life that has just begun. */
export const newLife = (mock: Mock, fields: Life["fields"]): Life => ({
  fields,
  sent: 0,
  incarnation: 0,
  replacement: 0,
  entered: nowOf(mock),
  spoke: 0,
  latest: new Map(),
  pending: [],
  exact: false,
});
