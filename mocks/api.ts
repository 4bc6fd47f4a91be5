import type { Json, JsonObject } from "../schemas/json-schema.ts";
import type { Subject } from "../schemas/provider.ts";

/** What a provider's API holds of one subject. */
export interface Resource {
  /** Which subject of the mock, from 0. */
  index: number;
  subject: Subject;
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
}

/** What a call sets going. */
export type Schedule =
  /** A new resource's lifecycle begins; `fields` are set in each of its payloads that has them, by their pointers. */
  | { begin: number; fields: Readonly<Record<string, Json>>; lifecycle?: string }
  /** A resource leaves its state by a silent move of lifecycle.json, and what was to come does not. */
  | { move: string; of: number };

/** What a route answers, and what the API knows from then on. */
export interface ApiResult {
  state: ApiState;
  response: { status: number; body: Json };
  schedule?: Schedule;
}

/** One call: a pure function of the API's state, the request and the virtual time. */
export type Route = (state: ApiState, request: ApiRequest, now: Date) => ApiResult;

/** A provider's API: its origin and path, and `METHOD /path/:parameter` to route. */
export interface Api {
  base: string;
  routes: Readonly<Record<string, Route>>;
}
