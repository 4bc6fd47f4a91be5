import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { type BodyCopy, copyBody } from "./copy-body.ts";
import type { Recorder } from "./create-recorder.ts";
import type { RealExchange } from "./real-exchange.ts";
import { unharmed } from "./unharmed.ts";

const LONGEST_MS = 10_000; // a body that goes on for longer is not waited for

// The clone is read at once and let go of in any case: what is left of a stream is its reader's alone.
const readCopy = async (message: Request | Response): Promise<BodyCopy> => {
  const copy = copyBody();
  const reader = message.body?.getReader();
  if (!reader) return copy;
  const letGo = (): void => void reader.cancel().catch(() => {}); // not awaited: it ends with the other's reader
  AbortSignal.timeout(LONGEST_MS).addEventListener("abort", () => {
    copy.cut();
    letGo();
  });
  try {
    for (let next = await reader.read(); !next.done && copy.add(next.value); next = await reader.read());
    letGo();
  } catch {
    copy.cut();
  }
  return copy;
};

const startCopy = (message: Request | Response): Promise<BodyCopy> => {
  try {
    return readCopy(message.clone());
  } catch {
    const unseen = copyBody(); // the body was read before
    unseen.cut();
    return Promise.resolve(unseen);
  }
};

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};

const isResponse = (answer: unknown): answer is Response =>
  typeof answer === "object" && answer !== null && "status" in answer && "clone" in answer;

/** What is known of an answer when it is given: all but its body, of which a copy is under way. */
interface Answered {
  response?: { status: number; headers: [string, string][]; copy: Promise<BodyCopy> };
  error?: RealExchange["error"];
}

const answeredBy = (answer: unknown): Answered =>
  isResponse(answer)
    ? { response: { status: answer.status, headers: [...answer.headers], copy: startCopy(answer) } }
    : { error: { code: "not-a-response" } };

/** Begins to look at a request; what comes back is called with the answer. */
const watch = (request: Request, { save, fail }: Pick<Recorder, "save" | "fail">): ((answered: Answered) => void) => {
  const at = new Date();
  const began = performance.now();
  const { method, url } = request;
  const known = { method, path: pathOf(url), headers: [...request.headers] };
  const copied = startCopy(request);
  const finish = async ({ response, error }: Answered): Promise<void> => {
    const [sent, answer] = await Promise.all([copied, response?.copy]);
    const ms = performance.now() - began;
    const exchange: RealExchange = {
      at,
      request: { ...known, body: sent.body() },
      ...(response &&
        answer && { response: { status: response.status, headers: response.headers, body: answer.body(), ms } }),
      ...(error && { error }),
    };
    save(exchange, () => {
      sent.drop();
      answer?.drop();
    });
  };
  return (answered) => void finish(answered).catch(fail);
};

const NO_REQUEST =
  "Failed to record a call: it is of no Request. Give record a fetch function, or a listener (request, response) of Node.";

const isRequest = (given: unknown): given is Request =>
  typeof given === "object" && given !== null && "clone" in given && "url" in given && URL.canParse(String(given.url));

const isPromise = (answer: unknown): answer is Promise<unknown> =>
  typeof answer === "object" && answer !== null && "then" in answer && typeof answer.then === "function";

/** Calls a fetch handler and saves what went in and out; its own answer, or what it throws, is passed on. */
export const recordFetch = (given: unknown, call: () => unknown, to: Pick<Recorder, "save" | "fail">): unknown => {
  if (!isRequest(given)) {
    to.fail(new HookwrightError("invalid-option", NO_REQUEST));
    return call();
  }
  const tell = unharmed(to, () => watch(given, to));
  const onAnswer = (answer: unknown): void => unharmed(to, () => tell?.(answeredBy(answer)));
  const onThrow = (): void => tell?.({ error: { code: "threw" } });
  let answer: unknown;
  try {
    answer = call();
  } catch (error) {
    onThrow();
    throw error;
  }
  if (isPromise(answer)) answer.then(onAnswer, onThrow);
  else onAnswer(answer);
  return answer;
};
