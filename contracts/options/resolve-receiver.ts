import { loadProvider } from "../../generators/load-provider.ts";
import type { Target } from "../../mocks/target.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { Receiver } from "../receiver.ts";
import { receiverProblem } from "./config-problem.ts";
import { observeBy, prepareBy } from "./state-over-http.ts";
import type { VerifyOptions } from "./verify-options.ts";
import { viewAt } from "./view-at.ts";

/** A receiver as checks take it: names are loaded, and URLs and pointers are functions. */
export interface ResolvedReceiver {
  provider: Provider;
  target: Target;
  options: VerifyOptions;
}

// What is given as a text becomes a function; nothing else is touched.
const made = <T extends object, K extends string>(key: K, given: T | string | undefined, make: (text: string) => T) =>
  given === undefined ? {} : ({ [key]: typeof given === "string" ? make(given) : given } as { [N in K]: T });

/**
 * Makes of a receiver what checks take; `given` wins over what it says itself.
 * @throws HookwrightError `invalid-config` for a mistyped key, `unknown-name`, `invalid-provider` or `invalid-option`
 */
export const resolveReceiver = async (receiver: Receiver, given: VerifyOptions = {}): Promise<ResolvedReceiver> => {
  const found = receiverProblem(["receiver"], receiver);
  if (found)
    throw new HookwrightError("invalid-config", `Failed to read the receiver: ${found.problem}. ${found.advice}`);
  const { provider: source, to, fetch, prepare, cleanup, observe, view, ...rest } = receiver;
  const provider = await loadProvider(source);
  const urls = [prepare, cleanup, observe].filter((one) => typeof one === "string");
  return {
    provider,
    target: (to ?? fetch) as Target,
    options: {
      ...rest,
      ...made("prepare", prepare, prepareBy),
      ...made("cleanup", cleanup, prepareBy),
      ...made("observe", observe, (template) => observeBy(template, provider)),
      ...made("view", view, viewAt),
      replayAs: { receiver: undefined, flags: [], urls },
      ...given,
    },
  };
};
