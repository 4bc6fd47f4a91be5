import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import type { ProviderSource } from "../generators/load-provider.ts";
import type { Target } from "../mocks/target.ts";
import type { Provider } from "../schemas/provider.ts";
import { describeWith, type Runner } from "./describe.ts";
import { describePactWith } from "./describe-pact.ts";
import type { HookwrightMatchers, MatcherFunctions } from "./matchers/matcher.ts";
import { toBeEvent } from "./matchers/to-be-event.ts";
import { toPassChecks } from "./matchers/to-pass-checks.ts";
import { givenReceiver } from "./options/given-receiver.ts";
import type { VerifyOptions } from "./options/verify-options.ts";
import { givenPacts, type PactsOfReceiver } from "./pact/pact-receiver.ts";
import type { VerifyPactOptions } from "./pact/verify-pact-options.ts";
import type { Receiver, SubjectOf } from "./receiver.ts";

declare module "vitest" {
  interface Matchers<T> extends HookwrightMatchers {}
}

const matchers: MatcherFunctions = { toBeEvent, toPassChecks };
expect.extend(matchers as unknown as Parameters<typeof expect.extend>[0]); // each is generic where it is called

const runner: Runner<TestContext> = {
  describe: (name, define) => void describe(name, define),
  it: (name, test) => it(name, test),
  beforeAll: (run, timeout) => beforeAll(run, timeout),
  afterAll: (run, timeout) => afterAll(run, timeout),
  skip: (context, reason) => context.skip(reason),
  async warn(context, message) {
    console.warn(message); // the default reporter shows no annotation of a test that passed
    await context.annotate(message, "warning");
  },
};

/**
 * Verifies a receiver as a suite: one test per check. A failed error fails its test, a failed warning annotates it,
 * a skipped check is skipped with its reason.
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

/**
 * Verifies a receiver against Pact files as a suite, with Pact's own engine: one test per interaction. What cannot be verified
 * fails its test with the reason; a message is skipped.
 * @example describePact({ files: ['pacts/cloudflare-issuance.json'], target: app.fetch, prepare: (subject) => db.insert(subject) })
 */
export function describePact(options: VerifyPactOptions): void;
/**
 * Verifies a receiver of a config against Pact files as a suite: its secret, `prepare` and `cleanup` are those of the config.
 * @example describePact(config.receivers.web, { files: ['pacts/cloudflare-issuance.json'] })
 */
export function describePact<P extends ProviderSource>(receiver: Receiver<P>, options: PactsOfReceiver): void;
export function describePact<P extends ProviderSource>(
  given: VerifyPactOptions | Receiver<P>,
  more?: PactsOfReceiver,
): void {
  const pacts = { ...runner, describe: (name: string, define: () => Promise<void>) => void describe(name, define) };
  describePactWith(pacts, () => givenPacts(given, more));
}
