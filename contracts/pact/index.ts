export { buildPact, type PactOptions } from "./build-pact.ts";
export type { PactDocument, PactInteraction } from "./pact-document.ts";
export type { StateHandler } from "./state-server.ts";
export { type VerifyPactOptions, verifyPact } from "./verify-pact.ts";
