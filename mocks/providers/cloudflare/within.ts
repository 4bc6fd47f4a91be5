import type { ApiOptions, Route } from "../../api.ts";
import { refuse } from "./refusal.ts";

const HEX = /^[0-9a-f]{32}$/;

/** Lets a call through whose zone or account, the path's parameter, is well-formed and known. */
export const within =
  (parameter: "zone_id" | "account_id", option: keyof ApiOptions & ("zones" | "accounts"), route: Route): Route =>
  (state, request, now) => {
    const id = request.params[parameter] ?? "";
    if (!HEX.test(id))
      return refuse(state, {
        status: 404,
        code: 7003,
        source: "OA26 has the code as an example; 3P the status and the words",
        message: `Could not route to /${option}/${id}, perhaps your object identifier is invalid?`,
      });
    const known = request.options[option];
    if (known === undefined || known.includes(id)) return route(state, request, now);
    return refuse(state, {
      status: 403,
      code: 10_000,
      message: "Authentication error",
      source: "3P: what a token without rights to it is told",
    });
  };
