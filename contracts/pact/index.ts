export { buildPact, type PactOptions } from "./build-pact.ts";
export type {
  PactBody,
  PactDocument,
  PactGenerator,
  PactInteraction,
  PactMatcher,
  PactRule,
  PactState,
} from "./pact-document.ts";
export type { StateAction, StateHandler, StateHandlers, StateTable } from "./state-server.ts";
export { type VerifyPactOptions, verifyPact } from "./verify-pact.ts";
