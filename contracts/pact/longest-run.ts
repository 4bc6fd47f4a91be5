const START_MS = 60_000; // pact-core is 40 MB of native code, and a busy machine is slow
const REQUESTS = 4; // of an interaction: its states and itself

/** Milliseconds for an answer where none are given. */
export const TIMEOUT_MS = 10_000;

/** Milliseconds that the verifier may take for a number of interactions, each answer as late as can be. */
export const longestRun = (interactions: number, timeout: number): number =>
  START_MS + interactions * REQUESTS * timeout;
