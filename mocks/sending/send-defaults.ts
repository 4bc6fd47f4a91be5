/** Requests at the same time, unless told otherwise. */
export const CONCURRENCY = 8;

/** Milliseconds for a connection and for an answer, unless told otherwise. */
export const TIMEOUT_MS = 10_000;
