import { openUrl } from "#transport";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { expiry } from "./expiry.ts";
import { type RawAnswer, type Sender, urlOf } from "./sender.ts";

/** A receiver in this process. */
export type FetchFunction = (request: Request) => Response | Promise<Response>;

/** Where deliveries go: a URL, a fetch function, or an object with one. */
export type Target = string | URL | FetchFunction | { fetch: FetchFunction };

/** Thrown by a sender when a receiver in this process breaks its contract. */
export class ReceiverError extends Error {
  readonly code: "threw" | "not-a-response";

  constructor(code: "threw" | "not-a-response", message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const IN_PROCESS = "http://localhost/";

// Other runtimes and test environments bring a Response of their own.
const isResponse = (answer: unknown): answer is Response =>
  typeof answer === "object" &&
  answer !== null &&
  "status" in answer &&
  typeof answer.status === "number" &&
  "headers" in answer &&
  "body" in answer;

const call = async (receive: FetchFunction, request: Request): Promise<RawAnswer> => {
  let answer: unknown;
  try {
    answer = await receive(request);
  } catch (cause) {
    throw new ReceiverError("threw", `the receiver threw ${String(cause)}`, cause);
  }
  if (!isResponse(answer))
    throw new ReceiverError("not-a-response", `the receiver returned ${String(answer)}, no Response`);
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: answer.body ?? undefined,
  } as RawAnswer;
};

const openFunction = (receive: FetchFunction, url: string): Sender => ({
  url,
  inProcess: true,
  knock: async () => {},
  send(delivery, signal) {
    const { method, headers, body } = delivery;
    const sent = body.length === 0 ? null : (body as Uint8Array<ArrayBuffer>);
    const request = new Request(urlOf(url, delivery), { method, headers, body: sent, signal });
    return Promise.race([call(receive, request), expiry(signal)]);
  },
  close: async () => {},
});

const readUrl = (target: string): string => {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return target;
  throw new HookwrightError(
    "invalid-option",
    `Failed to open the target "${target}": it is no http or https URL. Give one like http://127.0.0.1:3000/webhooks.`,
  );
};

/** What `openTarget` takes. */
export interface TargetOptions {
  /** Connections at the same time. @default 8 */
  concurrency?: number;
  /** The URL that a receiver in this process sees. @default 'http://localhost/' */
  url?: string;
}

/**
 * Opens a target for sending.
 * @throws HookwrightError `invalid-option` for what is no target
 */
export const openTarget = async (
  target: Target,
  { concurrency = 8, url = IN_PROCESS }: TargetOptions = {},
): Promise<Sender> => {
  if (typeof target === "function") return openFunction(target, readUrl(url));
  if (typeof target === "object" && "fetch" in target)
    return openFunction((request) => target.fetch(request), readUrl(url));
  return openUrl(readUrl(String(target)), concurrency);
};
