import type { ProviderSource } from "../generators/load-provider.ts";
import {
  type DeliverOptions,
  deliverEach as deliverEachTo,
  deliver as deliverTo,
  type Source,
} from "../mocks/deliver.ts";
import type { Exchange } from "../mocks/exchange.ts";
import type { Target } from "../mocks/target.ts";
import type { VerifyOptions } from "./options/verify-options.ts";
import { isReceiver, type Receiver } from "./receiver.ts";

/** What of a check's options a delivery takes; which envelope is read, only a check can find out. */
export const sendingOptions = (options: VerifyOptions): DeliverOptions => {
  const { secret, auth, headers, timeout, concurrency, rate, url, prepare, envelope = "auto" } = options;
  const given = { secret, auth, headers, timeout, concurrency, rate, url, prepare };
  return {
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as DeliverOptions),
    ...(envelope !== "auto" && { envelope }),
  };
};

const resolve = async (receiver: Receiver, options: DeliverOptions): Promise<[Target, DeliverOptions]> => {
  const { resolveReceiver } = await import("./options/resolve-receiver.ts");
  const { target, options: own } = await resolveReceiver(receiver);
  return [target, { ...sendingOptions(own), ...options }];
};

const deliverEachToReceiver = async function* (
  source: Source,
  receiver: Receiver,
  options: DeliverOptions,
): AsyncGenerator<Exchange> {
  yield* deliverEachTo(source, ...(await resolve(receiver, options)));
};

/**
 * Delivers as `deliver` does, and yields each exchange as it ends; keeps none.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, pace or secret, or what `prepare` throws;
 * `unknown-name` for an envelope
 * @example for await (const { response } of deliverEach(lifecycles, url)) statuses.add(response?.status)
 */
export const deliverEach = <P extends ProviderSource>(
  source: Source,
  target: Target | Receiver<P>,
  options: DeliverOptions = {},
): AsyncGenerator<Exchange> =>
  isReceiver(target)
    ? deliverEachToReceiver(source, target, options)
    : deliverEachTo(source, target as Target, options);

/**
 * Sends lifecycles or deliveries to a target, or to a receiver of a config with its secret and its `prepare`: each subject's in
 * order, several subjects at once. Whatever the receiver does is an exchange; the list has the order of the source.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, pace or secret, or what `prepare` throws;
 * `unknown-name` for an envelope
 * @example await deliver(buildLifecycle(cloudflare, 'issuance'), app.fetch, { secret: 's3cret' })
 */
export const deliver = async <P extends ProviderSource>(
  source: Source,
  target: Target | Receiver<P>,
  options: DeliverOptions = {},
): Promise<Exchange[]> =>
  isReceiver(target)
    ? deliverTo(source, ...(await resolve(target, options)))
    : deliverTo(source, target as Target, options);
