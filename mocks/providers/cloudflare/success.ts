import type { Json, JsonObject } from "../../../schemas/json-schema.ts";
import type { ApiResult, ApiState } from "../../api.ts";

/** Answers with a result in the envelope of all calls but a few; `more` stands beside it. */
export const success = (state: ApiState, result: Json, more: JsonObject = {}, status = 200): ApiResult => ({
  state,
  response: { status, body: { success: true, errors: [], messages: [], result, ...more } },
});

/** Answers without a result. */
export const done = (state: ApiState): ApiResult => ({
  state,
  response: { status: 200, body: { success: true, errors: [], messages: [] } },
});
