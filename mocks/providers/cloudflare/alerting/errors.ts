import type { Unauthorised } from "../authorised.ts";
import { type Refusal, undocumented } from "../refusal.ts";

const UNAUTHENTICATED: Refusal = {
  status: 401,
  code: 10_000,
  message: "Authentication error",
  source: "3P: the code and the words; the status is 401 or 403 there",
};

/** The codes of custom hostnames are not the alerting API's; its own are not documented. */
export const UNAUTHORISED: Unauthorised = {
  missing: UNAUTHENTICATED,
  malformed: UNAUTHENTICATED,
  unknown: UNAUTHENTICATED,
};

/** A body that is no JSON object. */
export const MALFORMED: Refusal = {
  status: 400,
  code: 6007,
  message: "Malformed JSON in request body",
  source: "3P",
};

/** No record has the id of the path. */
export const NOT_FOUND: Refusal = undocumented("Not found: no record has this id.", 404);
