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

// The fields of a create that its webhooks repeat, by their place in a payload.
const repeated = ({ custom_metadata, custom_origin_server, ssl }: JsonObject): Record<string, Json> => ({
  ...(isObject(ssl) && ssl["method"] !== undefined && { "/data/ssl/method": ssl["method"] }),
  ...(custom_metadata !== undefined && { "/data/custom_metadata": custom_metadata }),
  ...(custom_origin_server !== undefined && { "/data/custom_origin_server": custom_origin_server }),
});

const create: Route = (state, request, now) => {
  const body = parse(request.text);
  if (!body) return failure(state, 400, 1400, "Unable to decode the JSON request body.");
  const { hostname, ...data } = body;
  if (typeof hostname !== "string" || hostname === "" || hostname.length > 255)
    return failure(state, 400, 1407, "Invalid custom hostname: a name of fewer than 256 characters is needed.");
  if (inZone(state, request).some(({ subject }) => subject["hostname"] === hostname))
    return failure(state, 409, 1406, "Duplicate custom hostname found.");
  const { next, params } = request;
  const subject = { ...next.subject, hostname, zoneId: params["zone_id"] ?? "" };
  const resource: Resource = { ...next, subject, createdAt: now, data };
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
  const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
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
