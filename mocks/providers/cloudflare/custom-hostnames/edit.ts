import type { JsonObject } from "../../../../schemas/json-schema.ts";
import type { ApiRequest, ApiResult, ApiState, Resource, Route, Schedule } from "../../../api.ts";
import { readBody } from "../read-body.ts";
import { refuse } from "../refusal.ts";
import { success } from "../success.ts";
import { MALFORMED, NOT_MODIFIABLE } from "./errors.ts";
import { withHostname } from "./find.ts";
import { edited, isAnother, repeated } from "./kept.ts";
import { EDIT_PROBLEMS } from "./problems.ts";
import { shown } from "./shown.ts";

const LEAVING = ["pending_deletion", "deletion_timed_out"];
const VALIDATED_AGAIN = ["initializing", "pending_validation", "pending_issuance"]; // elsewhere there is nothing to validate
const REVIVED = ["initializing_timed_out", "validation_timed_out", "issuance_timed_out", "deployment_timed_out"];

/** What the same `ssl` sets going: "re-run validation now" (validation-status.mdx). */
const revalidation = ({ status, index }: Resource): Schedule[] => {
  if (VALIDATED_AGAIN.includes(status)) return [{ again: index }];
  return REVIVED.includes(status) ? [{ move: "retry", of: index }] : [];
};

const change = (state: ApiState, request: ApiRequest, was: Resource, body: JsonObject): ApiResult => {
  const data = edited(was.data, body);
  const set: Schedule = { set: repeated(body), of: was.index };
  const another = body["ssl"] !== undefined && isAnother(was.data, body);
  const certificate = another && { subject: request.successor(was), status: request.next.status };
  const resource: Resource = { ...was, data, ...certificate };
  const after = { ...state, resources: state.resources.map((one) => (one === was ? resource : one)) };
  const validation: Schedule[] = body["ssl"] === undefined ? [] : revalidation(was);
  return {
    ...success(after, shown(resource, request.seed)),
    schedule: [set, ...(another ? [{ replace: was.index, was }] : validation)],
  };
};

/** PATCH /zones/:zone_id/custom_hostnames/:id */
export const edit: Route = (state, request) =>
  withHostname(state, request, (resource) => {
    const read = readBody(request, MALFORMED);
    if ("refusal" in read) return refuse(state, read.refusal);
    const problem = EDIT_PROBLEMS.find(({ applies }) => applies(read.body, request.options));
    if (problem) return refuse(state, problem);
    if (LEAVING.includes(resource.status)) return refuse(state, NOT_MODIFIABLE);
    return change(state, request, resource, read.body);
  });
