import type { HttpHandler } from "msw";
import { planOf } from "../generators/lifecycle.ts";
import type { Start } from "../generators/start.ts";
import type { Auth, Provider, Subject } from "../schemas/provider.ts";
import type { Api, ApiOptions, Resource } from "./api.ts";
import type { Duration } from "./clock.ts";
import type { Exchange } from "./exchange.ts";
import { carryOut } from "./state/carry-out.ts";
import { handlersOf } from "./state/handlers.ts";
import { createMock, resetMock, type UnhandledCall } from "./state/mock.ts";
import { nextResource } from "./state/next-resource.ts";
import { adopt } from "./state/resources.ts";
import { show } from "./state/show.ts";
import type { Target } from "./target.ts";

export type {
  Api,
  ApiOptions,
  ApiRequest,
  ApiResult,
  ApiState,
  Destination,
  OutgoingEvent,
  Resource,
  Route,
  Schedule,
} from "./api.ts";
export type { Duration } from "./clock.ts";

/** What `mockProvider` takes. */
export interface MockOptions extends ApiOptions {
  /** Where webhooks go, beside the destinations that the API is told of. */
  deliverTo?: Target;
  /** The URL that `deliverTo` sees if it is in this process; a destination sees its own. @default 'http://localhost/' */
  url?: string;
  /** Where a destination's URL leads in this test; without it, and for `undefined`, loopback URLs are called and others are not. */
  destinations?: (url: string) => Target | undefined;
  /** Calls destinations on other machines, too. @default false */
  allowRemote?: boolean;
  /** Which of the provider's sources says the status of a success where they disagree. */
  statuses?: string;
  /** The secret shared with the receiver. */
  secret?: string;
  auth?: Auth;
  /** @default 'none' */
  envelope?: string;
  /** @default 0 */
  seed?: number;
  /** Where the virtual clock stands at first. @default '2026-01-01T00:00:00Z' */
  start?: Start;
  /** Milliseconds for a receiver's answer. @default 10000 */
  timeout?: number;
  /** Gives or replaces the API that the mock answers. */
  routes?: Api;
}

/** A provider's API and its webhooks, on a virtual clock. */
export interface MockProvider<L extends string = string, S extends object = Subject> {
  /** For msw's `setupServer` or `setupWorker`. */
  handlers: HttpHandler[];
  /** Lets virtual time pass; resolves with the exchanges of the webhooks that came due. */
  advance(duration: Duration): Promise<Exchange[]>;
  /**
   * Chooses the lifecycle of the resources to be created, only of those whose subject has these fields, or for which the function says so; after it comes
   * what comes of itself, such as renewals. A list of event types is all that comes, time-outs aside. A provider without
   * an API gets a resource at once, if it matches, and this lifecycle begins.
   */
  plan(lifecycle: L | readonly string[], match?: Partial<S> | ((subject: S) => boolean)): void;
  /**
   * Sets a subject's resource to a status of lifecycle.json at once, making it if need be; what was to come for it does
   * not. In a status that means it is gone the API does not find it.
   */
  show(subject: Partial<S>, status: string): void;
  readonly resources: readonly Resource<S>[];
  readonly exchanges: readonly Exchange[];
  readonly unhandled: readonly UnhandledCall[];
  readonly now: Date;
  /** Forgets everything and sets the clock back. */
  reset(): void;
}

const matching =
  (wanted: object) =>
  (subject: Subject): boolean =>
    Object.entries(wanted).every(([field, value]) => subject[field] === value);

/**
 * Mocks a provider: its API as msw handlers, and the webhooks that calls and time set going.
 * @throws HookwrightError `unknown-name` for an envelope, a source of statuses, or from `plan` and `show`; `invalid-option`;
 * `busy` from `advance`
 * @example const api = mockProvider(cloudflare, { secret: 's3cret', deliverTo: app.fetch }); setupServer(...api.handlers).listen()
 */
export const mockProvider = <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  options: MockOptions = {},
): MockProvider<L, S> => {
  const untyped = provider as unknown as Provider;
  const mock = createMock(untyped, options);
  const { api } = mock;
  return {
    handlers: api ? handlersOf(mock, api) : [],
    async advance(duration) {
      const before = mock.exchanges.length;
      await mock.clock.advance(duration);
      return mock.exchanges.slice(before);
    },
    plan(what, wanted = {}) {
      const match = (typeof wanted === "function" ? wanted : matching(wanted)) as (subject: Subject) => boolean;
      planOf(untyped, what, { repeats: 0, key: "" }); // an unknown name is refused here
      mock.plans = [...mock.plans, { what, match }];
      if (api) return;
      const resource = { ...nextResource(mock), createdAt: mock.clock.now(), data: {} };
      if (!match(resource.subject)) return;
      adopt(mock, { ...mock.state, resources: mock.state.resources.concat(resource) });
      carryOut(mock, { begin: resource.index, fields: {} });
    },
    show: (subject, status) => show(mock, subject as Subject, status),
    get resources() {
      return mock.state.resources as readonly Resource<S>[];
    },
    exchanges: mock.exchanges,
    unhandled: mock.unhandled,
    get now() {
      return mock.clock.now();
    },
    reset: () => resetMock(mock),
  };
};
