import type { Delivery } from "./delivery.ts";
import type { Answer, Exchange, ExchangeErrorCode } from "./exchange.ts";
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

const wordsOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const { code } = error as { code?: unknown };
  return [...(typeof code === "string" ? [code] : []), error.name, ...wordsOf(error.cause)];
};

const classify = (error: unknown): ExchangeErrorCode => {
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

const readBody = async (body: RawAnswer["body"], signal: AbortSignal): Promise<{ text: string; whole: boolean }> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    signal.throwIfAborted();
    chunks.push(chunk.subarray(0, MAX_BODY - size));
    size += chunk.length;
    if (size > MAX_BODY) break; // leaving the loop closes the stream
  }
  const all = new Uint8Array(Math.min(size, MAX_BODY));
  chunks.reduce((at, chunk) => {
    all.set(chunk, at);
    return at + chunk.length;
  }, 0);
  return { text: decoder.decode(all), whole: size <= MAX_BODY };
};

/** Sends one delivery and reads its answer; whatever the receiver does becomes an exchange. */
export const send = async (sender: Sender, delivery: Delivery, timeout: number): Promise<Exchange> => {
  const began = performance.now();
  const signal = AbortSignal.timeout(timeout);
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
