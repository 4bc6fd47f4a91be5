export { buildPact } from "./build-pact.ts";
export type { PactIssue } from "./lint/pact-issue.ts";
export { lintPact } from "./lint-pact.ts";
export { type VerifyMessagePactOptions, verifyMessagePact } from "./message/verify-message-pact.ts";
export type {
  PactBody,
  PactDocument,
  PactGenerator,
  PactInteraction,
  PactMatcher,
  PactRule,
  PactState,
} from "./pact-document.ts";
export type { PactOptions } from "./pact-options.ts";
export type { PactsOfReceiver } from "./pact-receiver.ts";
export type { StateAction, StateHandler, StateHandlers, StateTable } from "./state-server.ts";
export { verifyPact } from "./verify-pact.ts";
export type { VerifyPactOptions } from "./verify-pact-options.ts";
