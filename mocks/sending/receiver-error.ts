/** A receiver in this process broke its contract. */
export class ReceiverError extends Error {
  readonly code: "threw" | "not-a-response";

  constructor(code: "threw" | "not-a-response", message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const nameOf = (value: unknown): string => {
  try {
    return String(value);
  } catch {
    return "what no text can say"; // an object without a prototype, or whose toString throws
  }
};

/** What a receiver threw. */
export const threw = (cause: unknown, where = "the receiver"): ReceiverError =>
  new ReceiverError("threw", `${where} threw ${nameOf(cause)}`, cause);

/** What a receiver returned in place of a Response. */
export const notAResponse = (what: unknown): ReceiverError =>
  new ReceiverError("not-a-response", `the receiver returned ${nameOf(what)}, no Response`);

/** Why a Response that a receiver returned is of no use. */
export const uselessResponse = (why: string, cause?: unknown): ReceiverError =>
  new ReceiverError("not-a-response", `the receiver returned a Response ${why}`, cause);
