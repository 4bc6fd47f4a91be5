import type { JsonObject } from "../../../../schemas/json-schema.ts";
import type { ApiRequest, ApiResult, ApiState } from "../../../api.ts";
import { refuse } from "../refusal.ts";
import { NOT_FOUND } from "./errors.ts";
import { inAccount, type Kind } from "./records.ts";

/** Goes on with the record of the path, or refuses. */
export const withRecord = (
  state: ApiState,
  kind: Kind,
  request: ApiRequest,
  goOn: (record: JsonObject) => ApiResult,
): ApiResult => {
  const record = inAccount(state, kind, request).find(({ id }) => id === request.params["id"]);
  return record ? goOn(record) : refuse(state, NOT_FOUND);
};
