import type { Unauthorised } from "../authorised.ts";
import type { Refusal } from "../refusal.ts";

const documented = (status: number, code: number, message: string): Refusal => ({
  status,
  code,
  message,
  source: "SC",
});

/** Calls about no or another zone's custom hostname, and bodies that are no JSON object. */
export const MALFORMED: Refusal = documented(400, 1400, "Unable to decode the JSON request body.");
export const DUPLICATE: Refusal = documented(409, 1406, "Duplicate custom hostname found.");
export const INVALID_ID: Refusal = documented(400, 1435, "The custom hostname's id is invalid.");
export const NOT_FOUND: Refusal = documented(404, 1436, "The custom hostname was not found.");
export const NO_QUOTA: Refusal = documented(403, 1404, "The zone has no quota for custom hostnames.");
export const QUOTA_EXCEEDED: Refusal = documented(403, 1405, "The quota of custom hostnames is exceeded.");

/** That a custom hostname on its way out is what cannot be modified is inferred; the code is documented. */
export const NOT_MODIFIABLE: Refusal = documented(409, 1439, "Modifying the custom hostname is not supported.");

/** Which of 1000 to 1005 is which is inferred from their order. */
export const UNAUTHORISED: Unauthorised = {
  missing: documented(400, 1403, "No Authorization header was provided."),
  malformed: documented(401, 1000, "Unable to extract the bearer token."),
  unknown: documented(401, 1003, "Unable to verify the token."),
};
