import type { HttpHandler } from "msw";
import type { Start } from "../generators/start.ts";
import type { Auth, Provider, Subject } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import type { Api, Resource } from "./api.ts";
import type { Duration } from "./clock.ts";
import type { Exchange } from "./exchange.ts";
import { apis } from "./generated/routes.ts";
import { handlersOf } from "./handlers.ts";
import { createMock, resetMock, type UnhandledCall } from "./mock.ts";
import type { Target } from "./target.ts";
import { carryOut, nextResource } from "./webhooks.ts";

export type { Api, ApiRequest, ApiResult, ApiState, Resource, Route, Schedule } from "./api.ts";
export type { Duration } from "./clock.ts";

/** What `mockProvider` takes. */
export interface MockOptions {
  /** Where webhooks go; without it they are not sent. */
  deliverTo?: Target;
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
   * Chooses the lifecycle of the resources to be created, only of those that match if `match` is given. A provider
   * without an API gets a resource at once, if it matches, and this lifecycle begins.
   */
  plan(lifecycle: L, match?: (subject: S) => boolean): void;
  readonly resources: readonly (Omit<Resource, "subject"> & { subject: S })[];
  readonly exchanges: readonly Exchange[];
  readonly unhandled: readonly UnhandledCall[];
  readonly now: Date;
  /** Forgets everything and sets the clock back. */
  reset(): void;
}

/**
 * Mocks a provider: its API as msw handlers, and the webhooks that calls and time set going.
 * @throws HookwrightError `unknown-name` for an envelope or from `plan`; `invalid-option`; `busy` from `advance`
 * @example const api = mockProvider(cloudflare, { secret: 's3cret', deliverTo: app.fetch }); setupServer(...api.handlers).listen()
 */
export const mockProvider = <E extends object, L extends string, S extends object>(
  typed: Provider<E, L, S>,
  options: MockOptions = {},
): MockProvider<L, S> => {
  const provider = typed as unknown as Provider;
  const api = options.routes ?? apis[provider.name];
  const mock = createMock(provider, options);
  return {
    handlers: api ? handlersOf(mock, api) : [],
    async advance(duration) {
      const before = mock.exchanges.length;
      await mock.clock.advance(duration);
      return mock.exchanges.slice(before);
    },
    plan(lifecycle, match = () => true) {
      if (!provider.lifecycles.includes(lifecycle)) throw unknownName("lifecycle", lifecycle, provider.lifecycles);
      mock.plans = [...mock.plans, { lifecycle, match: match as (subject: Subject) => boolean }];
      if (api) return;
      const resource = { ...nextResource(mock), createdAt: mock.clock.now(), data: {} };
      if (!match(resource.subject as S)) return;
      mock.state = { ...mock.state, resources: [...mock.state.resources, resource] };
      carryOut(mock, { begin: resource.index, fields: {}, lifecycle });
    },
    get resources() {
      return mock.state.resources as readonly (Omit<Resource, "subject"> & { subject: S })[];
    },
    exchanges: mock.exchanges,
    unhandled: mock.unhandled,
    get now() {
      return mock.clock.now();
    },
    reset: () => resetMock(mock),
  };
};
