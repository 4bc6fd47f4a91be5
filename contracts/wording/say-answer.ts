import type { Exchange, ExchangeErrorCode } from "../../mocks/exchange.ts";
import { redact, type Secrets } from "./redact.ts";

const OWN_WORDS: ReadonlySet<ExchangeErrorCode> = new Set(["timeout", "aborted"]); // nothing in them is the receiver's

/** Why there was no whole answer, in words; the secrets in it are redacted. */
export const sayError = ({ code, message }: NonNullable<Exchange["error"]>, secrets: Secrets): string =>
  OWN_WORDS.has(code) ? message : redact(message, secrets);

/** What a receiver answered, in words; the secrets in it are redacted, so that it can be cut. */
export const sayAnswer = ({ response, error }: Exchange, secrets: Secrets): string =>
  error
    ? `${error.code}: ${sayError(error, secrets)}`
    : `${response?.status} ${redact(response?.body ?? "", secrets)}`.trimEnd();
