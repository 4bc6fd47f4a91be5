import type { Target } from "../../mocks/target.ts";
import type { PactSources } from "./load-pacts.ts";
import type { StateHandlers } from "./state-server.ts";

/** What `verifyPact` takes. */
export interface VerifyPactOptions extends PactSources, StateHandlers {
  /** The receiver: its origin, such as http://127.0.0.1:3000, before the paths in the files; or a function. */
  target: Target;
  /** The receiver's secret, in place of the one that hookwright's own files were built with. */
  secret?: string;
  /** The receiver's name, Pact's provider: files about another are refused. @default that of the first file */
  receiver?: string;
  /** Milliseconds for an answer, and for a state handler. @default 10000 */
  timeout?: number;
  /** A state that nothing brings about fails, too. @default false */
  strict?: boolean;
  signal?: AbortSignal;
}
