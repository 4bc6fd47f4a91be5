import type { Target } from "../../mocks/target.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { VerifyOptions } from "../options/verify-options.ts";

/** What a matcher tells a test runner. */
export interface Matched {
  pass: boolean;
  /** What is wrong; after `not`, that nothing is. */
  message: () => string;
}

/** What `expect` offers once `hookwright/vitest` or `hookwright/jest` was imported. */
export interface HookwrightMatchers<R = void> {
  /**
   * The value is a payload of the provider, of one event type if given.
   * @example expect(payload).toBeEvent(cloudflare, 'ssl.custom_hostname_certificate.validation.failed')
   */
  toBeEvent<E extends object, L extends string, S extends object>(
    provider: Provider<E, L, S>,
    eventType?: keyof NoInfer<E> & string,
  ): R;
  /**
   * The receiver behind a target passes every check, warnings aside.
   * @example await expect(app.fetch).toPassChecks(cloudflare, { secret: 's3cret' })
   */
  toPassChecks<E extends object, L extends string, S extends object>(
    provider: Provider<E, L, S>,
    options?: VerifyOptions<NoInfer<S>>,
  ): Promise<void>;
}

/** The matchers as test runners take them. */
export interface MatcherFunctions {
  toBeEvent(received: unknown, provider: Provider, eventType?: string): Matched;
  toPassChecks(received: Target, provider: Provider, options?: VerifyOptions): Promise<Matched>;
}
