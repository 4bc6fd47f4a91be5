import type { ApiOptions, ApiState } from "../../../api.ts";
import { allOf } from "./records.ts";

/**
 * The account that owns the zones: the first that the user names, else the first that the alerting API was used for; no
 * call of the mock says which zone is whose.
 */
export const accountOf = (state: ApiState, { accounts }: ApiOptions): string | undefined => {
  const [record] = [...allOf(state, "destinations"), ...allOf(state, "policies")];
  const used = record?.["account_id"];
  return accounts?.[0] ?? (typeof used === "string" ? used : undefined);
};
