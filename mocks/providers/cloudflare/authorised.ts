import type { ApiRequest, Route } from "../../api.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** What can be wrong with credentials, and how a part of the API says so. */
export interface Unauthorised {
  missing: Refusal;
  malformed: Refusal;
  unknown: Refusal;
}

const BEARER = /^Bearer\s+(\S+)$/i;

const problemOf = ({ headers, options }: ApiRequest): keyof Unauthorised | undefined => {
  const bearer = headers.get("authorization");
  const [email, key] = [headers.get("x-auth-email"), headers.get("x-auth-key")];
  if (!bearer && !(email && key)) return "missing";
  const token = bearer ? BEARER.exec(bearer)?.[1] : key;
  if (!token) return "malformed";
  return options.tokens === undefined || options.tokens.includes(token) ? undefined : "unknown";
};

/** Lets a call through that has credentials: a bearer token, or an email and a key. */
export const authorised =
  (refusals: Unauthorised, route: Route): Route =>
  (state, request, now) => {
    const problem = problemOf(request);
    return problem ? refuse(state, refusals[problem]) : route(state, request, now);
  };
