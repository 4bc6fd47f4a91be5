import type { Target } from "../mocks/target.ts";
import type { Provider } from "../schemas/provider.ts";
import type { Report } from "./generated/report.ts";
import type { VerifyOptions } from "./verify-options.ts";

/**
 * Runs the checks against a receiver. It never throws for what the receiver does: that is the report.
 * @throws HookwrightError `nothing-listening`, `unknown-name` or `invalid-option`
 * @example const report = await verifyReceiver(cloudflare, 'http://127.0.0.1:3000/webhooks', { secret: 's3cret' })
 */
export const verifyReceiver = async <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  target: Target,
  options: VerifyOptions<S> = {},
): Promise<Report> => {
  const { runChecks } = await import("./run-checks.ts"); // the checks load when they are wanted
  return runChecks(provider as unknown as Provider, target, options as unknown as VerifyOptions);
};
