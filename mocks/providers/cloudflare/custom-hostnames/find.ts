import type { ApiRequest, ApiResult, ApiState, Resource } from "../../../api.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { INVALID_ID, NOT_FOUND } from "./errors.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the form of an id. */
export const isId = (text: string): boolean => UUID.test(text);

/** The custom hostnames of the call's zone that are still there. */
export const inZone = (state: ApiState, { params }: ApiRequest): Resource[] =>
  state.resources.filter(({ subject, status }) => subject["zoneId"] === params["zone_id"] && status !== "deleted");

/** Goes on with the custom hostname of the path, or refuses. */
export const withHostname = (
  state: ApiState,
  request: ApiRequest,
  goOn: (resource: Resource) => ApiResult,
): ApiResult => {
  const { id = "", zone_id } = request.params;
  const refusal: Refusal = isId(id) ? NOT_FOUND : INVALID_ID;
  const resource = state.resources.findLast(({ subject }) => subject["id"] === id && subject["zoneId"] === zone_id);
  return resource && resource.status !== "deleted" ? goOn(resource) : refuse(state, refusal);
};
