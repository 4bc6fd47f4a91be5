import type { ExchangeErrorCode } from "../exchange.ts";
import { MAX_BODY } from "./collect-body.ts";
import { ReceiverError } from "./receiver-error.ts";

/** What is known of a delivery that got no whole answer. */
export interface Failure {
  code: ExchangeErrorCode;
  /** What was thrown, if anything was. */
  error?: unknown;
  /** The target as it was given. */
  url: string;
  timeout: number;
  /** The status and the headers had arrived. */
  begun: boolean;
}

const detail = (error: unknown): string => {
  if (!(error instanceof Error)) return error === undefined ? "" : ` (${String(error)})`;
  const { code } = error as { code?: unknown };
  const said = error.message.replaceAll(/\s+/g, " ").trim() || (typeof code === "string" ? code : error.name);
  return ` (${said})`;
};

const NO_TLS = /wrong version number/i;

const tlsDetail = (error: unknown): string =>
  error instanceof Error && NO_TLS.test(error.message)
    ? " (the server speaks no TLS; is it an http URL?)"
    : detail(error);

const UNSENDABLE = /^UND_ERR_(INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$/;

// Request and fetch refuse with a TypeError; one with a cause is what fetch says of a failed connection.
const isUnsendable = (error: unknown): boolean =>
  error instanceof Error &&
  (UNSENDABLE.test(String((error as { code?: unknown }).code)) ||
    (error instanceof TypeError && error.cause === undefined));

const WORDS: Readonly<Record<ExchangeErrorCode, (failure: Failure) => string>> = {
  refused: ({ url }) => `nothing listens at ${url}`,
  dns: ({ url, error }) => `the host name ${new URL(url).hostname} has no address${detail(error)}`,
  tls: ({ url, error }) => `no secure connection to ${new URL(url).origin} came about${tlsDetail(error)}`,
  "connect-timeout": ({ url, timeout }) => `no connection to ${new URL(url).origin} within ${timeout} ms`,
  timeout: ({ timeout }) => `no whole answer within ${timeout} ms`,
  reset: ({ begun, error }) =>
    `the receiver closed the connection ${begun ? "in the middle of its answer" : "before it answered"}${detail(error)}`,
  protocol: ({ error }) => `the ${isUnsendable(error) ? "request" : "answer"} is no valid HTTP${detail(error)}`,
  "too-large": ({ error }) =>
    error === undefined ? `the answer is longer than ${MAX_BODY} bytes` : "the headers of the answer are too long",
  aborted: () => "the delivery was aborted before its answer was whole",
  threw: ({ error }) => `the receiver threw${detail(error)}`,
  "not-a-response": ({ error }) => `the receiver returned no Response${detail(error)}`,
};

/** Why there is no whole answer, for people. */
export const explain = (failure: Failure): string =>
  failure.error instanceof ReceiverError ? failure.error.message : WORDS[failure.code](failure);
