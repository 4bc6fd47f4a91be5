import type { FetchFunction, VerifyOptions } from "hookwright";

/** The secret of every receiver for tests; it has letters of both cases, for receivers that fold them. */
export const SECRET = "s3cret-Of-Tests";

/** A receiver in this process with what `verifyReceiver` must know of it. */
export interface TestReceiver<S extends object> {
  fetch: FetchFunction;
  options: VerifyOptions<S>;
}

export const answer = (status: number): Response => new Response(null, { status });
