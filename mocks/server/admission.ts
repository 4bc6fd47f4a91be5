import { isLoopback } from "../sending/is-loopback.ts";
import { errorResponse } from "./error-response.ts";

// A page from anywhere can send requests to this machine: by its own origin, or by a name of its own that it lets lead
// here (DNS rebinding). The first is told by Origin, the second by Host.

const hostnameOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : "");

/** Why a request is not answered, if it is not: its Host or its Origin is no name of this machine. */
export const refusalOf = ({ headers }: Request): Response | undefined => {
  const host = headers.get("host") ?? "";
  if (!isLoopback(hostnameOf(`http://${host}`)))
    return errorResponse(
      403,
      "not-allowed",
      `Failed to answer a request for the host "${host}": it is no name of this machine. Use 127.0.0.1, or start with --allow-remote.`,
    );
  const origin = headers.get("origin");
  if (origin !== null && !isLoopback(hostnameOf(origin)))
    return errorResponse(
      403,
      "not-allowed",
      `Failed to answer a page of ${origin}: it is not on this machine. Start with --allow-remote if it is yours.`,
    );
  return undefined;
};

/** The answer to a browser that asks whether a page may send what it is about to. */
export const preflight = ({ method, headers }: Request): Response | undefined => {
  const wanted = headers.get("access-control-request-method");
  if (method !== "OPTIONS" || wanted === null) return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": wanted,
      "access-control-allow-headers": headers.get("access-control-request-headers") ?? "*",
    },
  });
};

/** Lets the page that asked read an answer. */
export const letRead = (request: Request, response: Response): Response => {
  const origin = request.headers.get("origin");
  if (origin === null) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.append("vary", "origin");
  return response;
};
