import type { ProviderSource } from "../generators/load-provider.ts";
import type { Target } from "../mocks/target.ts";
import type { Provider } from "../schemas/provider.ts";
import { describeWith, type Runner } from "./describe.ts";
import { jestGlobals } from "./jest-globals.ts";
import type { HookwrightMatchers, MatcherFunctions } from "./matchers/matcher.ts";
import { toBeEvent } from "./matchers/to-be-event.ts";
import { toPassChecks } from "./matchers/to-pass-checks.ts";
import { givenReceiver } from "./options/given-receiver.ts";
import type { VerifyOptions } from "./options/verify-options.ts";
import type { Receiver, SubjectOf } from "./receiver.ts";

declare global {
  // Merges with @types/jest where that is installed, and asks for nothing where it is not.
  namespace jest {
    interface Matchers<R, T> extends HookwrightMatchers<R> {}
  }
}

const { expect, describe, it, beforeAll, afterAll } = jestGlobals();

const matchers: MatcherFunctions = { toBeEvent, toPassChecks };
expect.extend(matchers);

// A test of jest's cannot skip itself any more, nor warn: both are said on the console.
const runner: Runner<string> = {
  describe,
  it: (name, test) => it(name, () => test(name)),
  beforeAll,
  afterAll,
  skip: (name, reason) => console.log(`${name} was skipped: ${reason}`),
  warn: (_, message) => console.warn(message),
};

/**
 * Verifies a receiver as a suite: one test per check. A failed error fails its test; a failed warning and a skipped check
 * pass, and say so on the console.
 * @example describeReceiver(cloudflare, app.fetch, { secret: 's3cret' })
 */
export function describeReceiver<E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  target: Target,
  options?: VerifyOptions<S>,
): void;
/**
 * Verifies a receiver of a config as a suite; options win over what the config says.
 * @example describeReceiver(config.receivers.web)
 */
export function describeReceiver<P extends ProviderSource>(
  receiver: Receiver<P>,
  options?: VerifyOptions<SubjectOf<P>>,
): void;
export function describeReceiver(first: unknown, second?: unknown, third?: unknown): void {
  describeWith(runner, givenReceiver(first, second, third));
}
