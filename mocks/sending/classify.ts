import type { ExchangeErrorCode } from "../exchange.ts";
import { ReceiverError } from "./receiver-error.ts";

// The codes of Node, undici and OpenSSL to ours; the first row that matches counts, and what none matches is `protocol`.
const CODES: readonly [RegExp, ExchangeErrorCode][] = [
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, "refused"],
  [/^(ENOTFOUND|EAI_\w+)$/, "dns"],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, "connect-timeout"],
  [/^(TimeoutError|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/, "timeout"],
  [/^(AbortError|UND_ERR_(ABORTED|DESTROYED|CLOSED))$/, "aborted"],
  [/^UND_ERR_HEADERS_OVERFLOW$/, "too-large"],
  [/^HPE_INVALID_EOF_STATE$/, "reset"],
  [/^(HPE_|UND_ERR_RES_)/, "protocol"],
  [/^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|EPROTO)/, "tls"],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "reset"],
];

// undici tells by the words alone whether a connection ended, or what came over it was none of HTTP.
const NO_HTTP = /^bad (response|upgrade)$/;

const CAUSES = 8; // an error can be its own cause

const wordsOf = (error: unknown, depth = 0): string[] => {
  if (!(error instanceof Error) || depth > CAUSES) return [];
  const { code, errors = [] } = error as { code?: unknown; errors?: unknown };
  const within = [error.cause, ...(Array.isArray(errors) ? errors : [])];
  return [...(typeof code === "string" ? [code] : []), error.name, ...within.flatMap((one) => wordsOf(one, depth + 1))];
};

/** What went wrong, in one of the stable codes; `begun` says that the status and the headers had arrived. */
export const classify = (error: unknown, begun = false): ExchangeErrorCode => {
  if (error instanceof ReceiverError) return error.code;
  if (error instanceof Error && NO_HTTP.test(error.message)) return "protocol";
  const words = wordsOf(error);
  if (begun && words.includes("UND_ERR_RES_CONTENT_LENGTH_MISMATCH")) return "reset"; // the rest never came
  return CODES.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? "protocol";
};
