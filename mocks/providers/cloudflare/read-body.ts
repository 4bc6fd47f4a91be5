import { isObject } from "../../../schemas/is-object.ts";
import type { JsonObject } from "../../../schemas/json-schema.ts";
import type { ApiRequest } from "../../api.ts";
import type { Refusal } from "./refusal.ts";

const JSON_TYPE = /^application\/(\S+\+)?json\s*(;|$)/i;

const WRONG_TYPE: Refusal = {
  status: 400,
  code: 6003,
  source: "3P, where it is the code of a chain that ends in 6105",
  message:
    "Invalid request headers: Invalid Content-Type header, valid values are application/json,multipart/form-data",
};

/** The JSON object of a call, or why there is none. */
export const readBody = (
  { headers, text }: ApiRequest,
  malformed: Refusal,
): { body: JsonObject } | { refusal: Refusal } => {
  const type = headers.get("content-type");
  if (type !== null && !JSON_TYPE.test(type)) return { refusal: WRONG_TYPE };
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? { body: body as JsonObject } : { refusal: malformed };
  } catch {
    return { refusal: malformed };
  }
};
