import type { ProviderSource } from "../generators/load-provider.ts";
import type { Target } from "../mocks/target.ts";
import type { Provider } from "../schemas/provider.ts";
import type { Report } from "./generated/report.ts";
import { givenReceiver } from "./options/given-receiver.ts";
import type { VerifyOptions } from "./options/verify-options.ts";
import type { Receiver, SubjectOf } from "./receiver.ts";

/**
 * Runs the checks against a receiver. It never throws for what the receiver does: that is the report.
 * @throws HookwrightError `nothing-listening`, `unknown-name` or `invalid-option`
 * @example const report = await verifyReceiver(cloudflare, 'http://127.0.0.1:3000/webhooks', { secret: 's3cret' })
 */
export async function verifyReceiver<E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  target: Target,
  options?: VerifyOptions<S>,
): Promise<Report>;
/**
 * Runs the checks against a receiver of a config; options win over what the config says.
 * @throws HookwrightError `nothing-listening`, `unknown-name`, `invalid-option`, `invalid-config` or `invalid-provider`
 * @example const report = await verifyReceiver(config.receivers.web, { check: ['accepts-valid'] })
 */
export async function verifyReceiver<P extends ProviderSource>(
  receiver: Receiver<P>,
  options?: VerifyOptions<SubjectOf<P>>,
): Promise<Report>;
export async function verifyReceiver(first: unknown, second: unknown, third?: unknown): Promise<Report> {
  const { runChecks } = await import("./run-checks.ts"); // the checks load when they are wanted
  const { provider, target, options } = await givenReceiver(first, second, third).resolve();
  return runChecks(provider, target, options);
}
