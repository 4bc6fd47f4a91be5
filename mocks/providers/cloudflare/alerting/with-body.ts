import type { JsonObject } from "../../../../schemas/json-schema.ts";
import type { ApiRequest, ApiResult, ApiState } from "../../../api.ts";
import { readBody } from "../read-body.ts";
import { type Problem, refuse } from "../refusal.ts";
import { MALFORMED } from "./errors.ts";

/** Goes on with the body of a call, or refuses. */
export const withBody = (
  state: ApiState,
  request: ApiRequest,
  problems: readonly Problem[],
  goOn: (body: JsonObject) => ApiResult,
): ApiResult => {
  const read = readBody(request, MALFORMED);
  if ("refusal" in read) return refuse(state, read.refusal);
  const problem = problems.find(({ applies }) => applies(read.body, request.options));
  return problem ? refuse(state, problem) : goOn(read.body);
};
