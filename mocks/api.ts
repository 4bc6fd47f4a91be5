import type { Json, JsonObject } from "../schemas/json-schema.ts";
import type { Subject } from "../schemas/provider.ts";
import type { Exchange } from "./exchange.ts";

/** What a provider's API holds of one subject. */
export interface Resource<S extends object = Subject> {
  /** Which subject of the mock, from 0. */
  index: number;
  subject: S;
  /** Its state in lifecycle.json. */
  status: string;
  createdAt: Date;
  /** What the API call set; the provider's routes know its shape. */
  data: JsonObject;
  /** The payload of its newest event. */
  event?: Json;
}

/** Everything that an API remembers; routes return a new one. */
export interface ApiState {
  resources: readonly Resource[];
  /** What else it remembers, by kind, such as registered destinations. */
  records?: Readonly<Record<string, readonly JsonObject[]>>;
  /** How many records were ever made: the ids of the next one are drawn from it. */
  made?: number;
}

/** What a user can tell an API about itself. */
export interface ApiOptions {
  /** The ids of all zones; without it every well-formed id is one. */
  zones?: readonly string[];
  /** The ids of all accounts; without it every well-formed id is one. The first owns what is created. */
  accounts?: readonly string[];
  /** The only credentials that are let in; without it any are. */
  tokens?: readonly string[];
  /** How many resources a zone may have. */
  quota?: number;
}

/** A call as a route sees it. */
export interface ApiRequest {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Headers;
  /** The body's text; empty if there was none. */
  text: string;
  /** What the next new resource would be. */
  next: Pick<Resource, "index" | "subject" | "status">;
  /** The subject of a resource after another replacement, as the seed draws it. */
  successor(resource: Resource): Subject;
  /** The mock's, for values that a route draws. */
  seed: number;
  options: ApiOptions;
}

/** Where an API was told to send webhooks. */
export interface Destination {
  id: string;
  url: string;
  secret?: string;
}

/** What a call sets going. */
export type Schedule =
  /** A new resource's lifecycle begins; `fields` are set in each of its payloads that has them, by their pointers. */
  | { begin: number; fields: Readonly<Record<string, Json>>; lifecycle?: string }
  /** A resource leaves its state by a silent move of lifecycle.json, and what was to come does not. */
  | { move: string; of: number }
  /** What was to come next comes now, and the rest as long after it as before; if nothing was, its lifecycle begins anew. */
  | { again: number }
  /** A resource was given a new certificate or its like: what it was lives on as orphan, and a lifecycle begins. */
  | { replace: number; was: Resource }
  /** The later payloads of a resource have these fields. */
  | { set: Readonly<Record<string, Json>>; of: number }
  /** The provider's test message is sent at once; the call takes effect only where it is answered with 2xx. */
  | {
      test: Destination;
      /** The answer to the call where it was not. */
      refused: (exchange: Exchange) => ApiResult["response"];
    };

/** What a route answers, and what the API knows from then on. */
export interface ApiResult {
  state: ApiState;
  response: { status: number; body: Json };
  schedule?: Schedule | readonly Schedule[];
}

/** One call: a pure function of the API's state, the request and the virtual time. */
export type Route = (state: ApiState, request: ApiRequest, now: Date) => ApiResult;

/** An event as an API sees it on its way out. */
export interface OutgoingEvent {
  eventType: string;
  payload: Json;
}

/** A provider's API: its origin and path, and `METHOD /path/:parameter` to route. */
export interface Api {
  base: string;
  routes: Readonly<Record<string, Route>>;
  /** Name to the statuses of successes, by route, in which another of the provider's sources differs. */
  statuses?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The registered destinations that an event goes to. */
  destinations?: (state: ApiState, event: OutgoingEvent) => readonly Destination[];
  /** What the API remembers of a delivery to a destination. */
  delivered?: (state: ApiState, destination: Destination, exchange: Exchange, now: Date) => ApiState;
}
