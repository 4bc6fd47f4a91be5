import type { Delivery } from "./delivery.ts";
import type { Answer, Exchange, ExchangeErrorCode } from "./exchange.ts";
import { expiry } from "./expiry.ts";
import type { RawAnswer, Sender } from "./sender.ts";

const MAX_BODY = 2 ** 20;

// The codes of Node, undici and OpenSSL to ours; the first row that matches counts.
const CODES: readonly [RegExp, ExchangeErrorCode][] = [
  [/^(threw|not-a-response)$/, "threw"],
  [/^ECONNREFUSED$/, "refused"],
  [/^(ENOTFOUND|EAI_\w+)$/, "dns"],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, "connect-timeout"],
  [/^(TimeoutError|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/, "timeout"],
  [/^(AbortError|UND_ERR_ABORTED)$/, "aborted"],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_DESTROYED)$/, "reset"],
  [/^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|EPROTO)/, "tls"],
];

const CAUSES = 8; // an error can be its own cause

const wordsOf = (error: unknown, depth = 0): string[] => {
  if (!(error instanceof Error) || depth > CAUSES) return [];
  const { code } = error as { code?: unknown };
  return [...(typeof code === "string" ? [code] : []), error.name, ...wordsOf(error.cause, depth + 1)];
};

/** What went wrong, in one of the stable codes. */
export const classify = (error: unknown): ExchangeErrorCode => {
  const words = wordsOf(error);
  if (words.includes("not-a-response")) return "not-a-response";
  return CODES.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? "protocol";
};

const messageOf = (code: ExchangeErrorCode, error: unknown, url: string, timeout: number): string => {
  if (code === "timeout") return `no whole answer within ${timeout} ms`;
  if (code === "refused") return `nothing listens at ${url}`;
  return error instanceof Error ? error.message || code : String(error);
};

const decoder = new TextDecoder();

const concatenate = (chunks: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};

const readBody = async (body: RawAnswer["body"], signal: AbortSignal): Promise<{ text: string; whole: boolean }> => {
  if (body === undefined) return { text: "", whole: true };
  const chunks: Uint8Array[] = [];
  const iterator = body[Symbol.asyncIterator]();
  const expired = expiry(signal);
  let size = 0;
  try {
    while (size <= MAX_BODY) {
      const { done, value } = await Promise.race([iterator.next(), expired]);
      if (done) break;
      chunks.push(value.subarray(0, MAX_BODY - size));
      size += value.length;
    }
  } finally {
    iterator.return?.().catch(() => undefined); // closes the stream; it may hang as the answer does
  }
  return { text: decoder.decode(concatenate(chunks)), whole: size <= MAX_BODY };
};

/** Sends one delivery and reads its answer; whatever the receiver does becomes an exchange. */
export const send = async (
  sender: Sender,
  delivery: Delivery,
  timeout: number,
  abort?: AbortSignal,
): Promise<Exchange> => {
  const began = performance.now();
  const expires = AbortSignal.timeout(timeout);
  const signal = abort ? AbortSignal.any([expires, abort]) : expires;
  let answer: Omit<Answer, "body" | "ms"> | undefined;
  const finish = (body: string): Answer | undefined => answer && { ...answer, body, ms: performance.now() - began };
  try {
    const { status, headers, body } = await sender.send(delivery, signal);
    answer = { status, headers };
    const { text, whole } = await readBody(body, signal);
    const response = finish(text) as Answer;
    if (whole) return { delivery, response };
    return { delivery, response, error: { code: "too-large", message: `the answer is longer than ${MAX_BODY} bytes` } };
  } catch (error) {
    const code = classify(error);
    const response = finish("");
    return {
      delivery,
      ...(response && { response }),
      error: { code, message: messageOf(code, error, sender.url, timeout) },
    };
  }
};
