import type { Json, JsonObject } from "../../../schemas/json-schema.ts";
import type { Api, ApiRequest, ApiResult, ApiState, Resource, Route } from "../../api.ts";

// The custom hostnames API (PROVIDERS: OA26 for shapes, the status codes page for codes). Where the two disagree on a
// status, the status codes page is followed: 201 for a create.

const success = (state: ApiState, status: number, result: Json, more: JsonObject = {}): ApiResult => ({
  state,
  response: { status, body: { success: true, errors: [], messages: [], result, ...more } },
});

const failure = (state: ApiState, status: number, code: number, message: string): ApiResult => ({
  state,
  response: { status, body: { success: false, errors: [{ code, message }], messages: [], result: null } },
});

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const parse = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // answered with 1400
  }
};

/** A custom hostname as the API shows it. */
const show = ({ subject, status, createdAt, data }: Resource): JsonObject => {
  const { ssl, ...rest } = data;
  const certificate = { id: subject["certificateId"] ?? "", type: "dv", ...(isObject(ssl) ? ssl : {}), status };
  return {
    id: subject["id"] ?? "",
    hostname: subject["hostname"] ?? "",
    ssl: certificate,
    ...rest,
    created_at: createdAt.toISOString(),
  };
};

const authorised =
  (route: Route): Route =>
  (state, request, now) => {
    const { headers } = request;
    const known = headers.get("authorization") ?? (headers.get("x-auth-email") && headers.get("x-auth-key"));
    return known ? route(state, request, now) : failure(state, 400, 1403, "No Authorization header was provided.");
  };

const inZone = (state: ApiState, { params }: ApiRequest): Resource[] =>
  state.resources.filter(({ subject, status }) => subject["zoneId"] === params["zone_id"] && status !== "deleted");

const found = (state: ApiState, request: ApiRequest): Resource | undefined =>
  inZone(state, request).find(({ subject }) => subject["id"] === request.params["id"]);

const notFound = (state: ApiState): ApiResult => failure(state, 404, 1436, "The custom hostname was not found.");

const pick = (from: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));

const SSL_FIELDS = ["type", "method", "settings", "certificate_authority", "bundle_method", "wildcard"];
const FIELDS = ["custom_metadata", "custom_origin_server", "custom_origin_sni"];

// What the mock keeps of a create: fields that it may show again, and no keys or certificates.
const kept = (body: JsonObject): JsonObject => ({
  ...pick(body, FIELDS),
  ...(isObject(body["ssl"]) && { ssl: pick(body["ssl"], SSL_FIELDS) }),
});

const HOSTNAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const isScalar = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

// What a create must not hold, with the documented code (SC); the first row that applies answers.
const PROBLEMS: readonly { applies: (body: JsonObject) => boolean; code: number; message: string }[] = [
  {
    applies: ({ hostname }) => typeof hostname !== "string" || hostname.length > 255 || !HOSTNAME.test(hostname),
    code: 1407,
    message: "Invalid custom hostname: a name of fewer than 256 characters, without special characters, is needed.",
  },
  { applies: ({ ssl }) => ssl !== undefined && !isObject(ssl), code: 1434, message: "Invalid ssl attribute." },
  {
    applies: ({ ssl }) =>
      isObject(ssl) && ssl["method"] !== undefined && !["http", "txt", "email"].includes(String(ssl["method"])),
    code: 1432,
    message: "The validation method must be http, txt or email.",
  },
  {
    applies: ({ ssl }) => isObject(ssl) && ![undefined, "dv"].includes(ssl["type"] as string),
    code: 1433,
    message: "The type must be dv.",
  },
  {
    applies: ({ custom_metadata }) =>
      custom_metadata !== undefined && !(isObject(custom_metadata) && Object.values(custom_metadata).every(isScalar)),
    code: 1401,
    message: "The custom metadata cannot be encoded.",
  },
  {
    applies: ({ custom_origin_server }) =>
      custom_origin_server !== undefined && !HOSTNAME.test(String(custom_origin_server)),
    code: 1415,
    message: "Invalid custom origin server.",
  },
];

// Booleans and numbers are documented for the API, strings only for webhooks.
const asStrings = (metadata: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, String(value)]));

// The fields of a create that its webhooks repeat, by their place in a payload.
const repeated = ({ custom_metadata, custom_origin_server, ssl }: JsonObject): Record<string, Json> => {
  const { method, settings } = isObject(ssl) ? ssl : {};
  const given = isObject(settings) ? Object.entries(settings) : [];
  return {
    ...(method !== undefined && { "/data/ssl/method": method }),
    ...Object.fromEntries(given.map(([name, value]) => [`/data/ssl/settings/${name}`, value])),
    ...(isObject(custom_metadata) && { "/data/custom_metadata": asStrings(custom_metadata) }),
    ...(custom_origin_server !== undefined && { "/data/custom_origin_server": custom_origin_server }),
  };
};

const create: Route = (state, request, now) => {
  const body = parse(request.text);
  if (!body) return failure(state, 400, 1400, "Unable to decode the JSON request body.");
  const problem = PROBLEMS.find(({ applies }) => applies(body));
  if (problem) return failure(state, 400, problem.code, problem.message);
  const { next, params } = request;
  const hostname = String(body["hostname"]);
  if (inZone(state, request).some(({ subject }) => subject["hostname"] === hostname))
    return failure(state, 409, 1406, "Duplicate custom hostname found.");
  const subject = { ...next.subject, hostname, zoneId: params["zone_id"] ?? "" };
  const resource: Resource = { ...next, subject, createdAt: now, data: kept(body) };
  const answered = success({ ...state, resources: [...state.resources, resource] }, 201, show(resource));
  return { ...answered, schedule: { begin: next.index, fields: repeated(body) } };
};

const get: Route = (state, request) => {
  const resource = found(state, request);
  return resource ? success(state, 200, show(resource)) : notFound(state);
};

type Filter = (resource: Resource, value: string) => boolean;

const nameOf = ({ subject }: Resource): string => String(subject["hostname"] ?? "");

// The documented filters that the mock can answer, by query parameter.
const FILTERS: Readonly<Record<string, Filter>> = {
  id: ({ subject }, value) => subject["id"] === value,
  hostname: (resource, value) => nameOf(resource) === value,
  "hostname.exact": (resource, value) => nameOf(resource) === value,
  "hostname.startsWith": (resource, value) => nameOf(resource).startsWith(value),
  "hostname.contain": (resource, value) => nameOf(resource).includes(value),
  ssl_status: ({ status }, value) => status === value,
};

// Past the end the page is empty: the SDK asks for pages until one is. total_count is that without filters (OA26).
const list: Route = (state, request) => {
  const { query } = request;
  const all = inZone(state, request);
  const wanted = all.filter((resource) =>
    Object.entries(FILTERS).every(([name, holds]) => {
      const value = query.get(name);
      return value === null || holds(resource, value);
    }),
  );
  const number = (name: string, otherwise: number): number => {
    const value = Number(query.get(name) ?? otherwise);
    return Number.isInteger(value) && value >= 1 ? value : otherwise;
  };
  const [page, per_page] = [number("page", 1), number("per_page", 20)];
  const result = wanted.slice((page - 1) * per_page, page * per_page).map(show);
  const total_pages = Math.ceil(wanted.length / per_page);
  const result_info = { page, per_page, count: result.length, total_count: all.length, total_pages };
  return success(state, 200, result, { result_info });
};

// The answer is the bare id, without the envelope.
const remove: Route = (state, request) => {
  const resource = found(state, request);
  if (!resource) return notFound(state);
  return {
    state,
    response: { status: 200, body: { id: resource.subject["id"] ?? "" } },
    schedule: { move: "delete", of: resource.index },
  };
};

/** The calls of the custom hostnames API that the mock answers. */
export const api: Api = {
  base: "https://api.cloudflare.com/client/v4",
  routes: {
    "GET /zones/:zone_id/custom_hostnames": authorised(list),
    "POST /zones/:zone_id/custom_hostnames": authorised(create),
    "GET /zones/:zone_id/custom_hostnames/:id": authorised(get),
    "DELETE /zones/:zone_id/custom_hostnames/:id": authorised(remove),
  },
};
