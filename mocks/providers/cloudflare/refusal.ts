import type { Json, JsonObject } from "../../../schemas/json-schema.ts";
import type { ApiOptions, ApiResult, ApiState } from "../../api.ts";

/** How a call is refused, and where that is written. */
export interface Refusal {
  status: number;
  code: number;
  message: string;
  /** Short names of PROVIDERS: SC is the status codes page of custom hostnames; `3P` third parties; `chosen` no one. */
  source: string;
}

/** A refusal, and the bodies that it is for; the first that applies answers. */
export interface Problem extends Refusal {
  applies: (body: JsonObject, options: ApiOptions) => boolean;
}

/** The code where no source gives one. */
export const UNDOCUMENTED = 9999;

/** A refusal for which no source has a code. */
export const undocumented = (message: string, status = 400): Refusal => ({
  status,
  code: UNDOCUMENTED,
  message,
  source: "chosen",
});

/** The answer of a refusal. */
export const responseOf = ({ status, code, message }: Refusal): { status: number; body: Json } => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});

/** Refuses a call; nothing changes. */
export const refuse = (state: ApiState, refusal: Refusal): ApiResult => ({ state, response: responseOf(refusal) });
