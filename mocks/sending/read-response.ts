import { joinHeaders } from "./join-headers.ts";
import { notAResponse, threw, uselessResponse } from "./receiver-error.ts";
import type { Reception } from "./sender.ts";

// Other runtimes and test environments bring a Response of their own.
const isResponse = (answer: unknown): answer is Response =>
  typeof answer === "object" &&
  answer !== null &&
  "status" in answer &&
  typeof answer.status === "number" &&
  "headers" in answer &&
  typeof (answer.headers as Iterable<unknown> | undefined)?.[Symbol.iterator] === "function" &&
  "body" in answer;

const readerOf = (body: ReadableStream<Uint8Array>): ReadableStreamDefaultReader<Uint8Array> => {
  try {
    return body.getReader();
  } catch (cause) {
    throw uselessResponse("whose body was read before", cause);
  }
};

/** Tells of the body, chunk for chunk, until `stopped`. */
const readBody = async (body: ReadableStream<Uint8Array>, to: Reception, stopped: AbortSignal): Promise<void> => {
  const reader = readerOf(body);
  const cancel = (): void => void reader.cancel().catch(() => undefined); // it may hang, or fail, as the answer does
  stopped.addEventListener("abort", cancel);
  while (!stopped.aborted) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw threw(cause, "the body of the receiver's answer");
    });
    if (done) break;
    if (!(value instanceof Uint8Array)) throw uselessResponse("whose body is not made of bytes");
    to.chunk(value);
  }
};

/** Tells of a Response of this process, and fails where it is none. */
export const readResponse = async (answer: unknown, to: Reception, stopped: AbortSignal): Promise<void> => {
  if (!isResponse(answer)) throw notAResponse(answer);
  if (answer.status === 0) throw uselessResponse("without a status, as Response.error() makes it");
  to.head(answer.status, joinHeaders(answer.headers));
  if (stopped.aborted) return void answer.body?.cancel().catch(() => undefined);
  if (answer.body) await readBody(answer.body, to, stopped);
  to.end();
};
