import { startMs } from "../generators/start.ts";
import type { Json } from "../schemas/json-schema.ts";
import type { Provider, Subject } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import type { ApiState, Resource } from "./api.ts";
import { checkSecret } from "./auth.ts";
import { type Clock, createClock } from "./clock.ts";
import { envelopeNames } from "./envelope.ts";
import type { Exchange } from "./exchange.ts";
import type { MockOptions } from "./mock-provider.ts";

/** A call that no route answers. */
export interface UnhandledCall {
  method: string;
  url: string;
}

/** Everything that one mocked provider knows; two mocks share nothing. */
export interface Mock {
  readonly provider: Provider;
  readonly options: MockOptions;
  readonly clock: Clock;
  state: ApiState;
  /** The latest one that matches a new resource's subject counts. */
  plans: { lifecycle: string; match: (subject: Subject) => boolean }[];
  /** Subjects so far. */
  subjects: number;
  /** By resource: what is set in each of its payloads, by pointer, how many events it sent, and what it is by now. */
  lives: Map<
    number,
    { fields: Readonly<Record<string, Json>>; sent: number; incarnation: number; replacement: number }
  >;
  readonly exchanges: Exchange[];
  readonly unhandled: UnhandledCall[];
}

const empty = (): Pick<Mock, "state" | "plans" | "subjects" | "lives"> => ({
  state: { resources: [] },
  plans: [],
  subjects: 0,
  lives: new Map(),
});

const checkOptions = (provider: Provider, options: MockOptions): void => {
  const { envelope = "none", secret } = options;
  if (!envelopeNames(provider).includes(envelope)) throw unknownName("envelope", envelope, envelopeNames(provider));
  checkSecret(secret);
};

/**
 * Makes a mock that knows nothing yet.
 * @throws HookwrightError `unknown-name` for an envelope, `invalid-option` for a secret or a start
 */
export const createMock = (provider: Provider, options: MockOptions): Mock => {
  checkOptions(provider, options);
  return {
    ...{ provider, options, clock: createClock(startMs(options.start)), exchanges: [], unhandled: [] },
    ...empty(),
  };
};

/** Forgets everything and sets the clock back. */
export const resetMock = (mock: Mock): void => {
  mock.clock.reset();
  Object.assign(mock, empty());
  mock.exchanges.length = 0;
  mock.unhandled.length = 0;
};

/** The resource of an index, if there is one. */
export const resourceAt = (mock: Mock, index: number): Resource | undefined =>
  mock.state.resources.find((one) => one.index === index);

/** Changes what a resource is. */
export const updateResource = (
  mock: Mock,
  index: number,
  change: Partial<Pick<Resource, "status" | "subject" | "event">>,
): void => {
  const resources = mock.state.resources.map((one) => (one.index === index ? { ...one, ...change } : one));
  mock.state = { ...mock.state, resources };
};
