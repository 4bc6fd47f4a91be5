import { type Arbitrary, array, constant, integer, toStringMethod, tuple } from "fast-check";
import { buildLifecycle, type Lifecycle, type LifecycleOptions } from "../../generators/lifecycle.ts";
import { buildDeliveries, type Delivery, type DeliveryOptions } from "../../mocks/delivery.ts";
import type { Fault } from "../../mocks/fault.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { count } from "../formats/count.ts";
import { faultOf, possibleFaults } from "./fault.ts";
import { oneOf, seeds } from "./seed.ts";

/** What `arbitraryDeliveries` takes, beside what lifecycles and deliveries take. */
export interface ArbitraryDeliveriesOptions<
  E extends object = Record<string, object>,
  L extends string = string,
  S extends object = Subject,
> extends Omit<DeliveryOptions, "faults">,
    Pick<LifecycleOptions<E, S>, "run" | "start" | "subject" | "overrides" | "repeats"> {
  /** The only lifecycle; any of the provider's unless given. */
  lifecycle?: L;
  /** Faults that may happen, as the command line writes them; every one that can happen unless given. */
  faults?: readonly string[];
  /** At most so many faults. @default 3 */
  maxFaults?: number;
}

const LONGEST = 64;

const sayDeliveries = ({ name, seed, run }: Lifecycle, deliveries: readonly Delivery[]): string =>
  [
    `${count(deliveries.length, "delivery", "deliveries")} of ${name}, seed ${seed}, run ${run}`,
    ...deliveries.map(({ eventType, method, faults }, i) => {
      const marks = faults.length === 0 ? "" : ` [${faults.join(", ")}]`;
      return `  ${i + 1}. ${eventType ?? method}${marks}`;
    }),
  ].join("\n");

// Bodies are bytes, of which a counterexample would show each.
const readable = (lifecycle: Lifecycle, deliveries: Delivery[]): Delivery[] =>
  Object.defineProperty(deliveries, toStringMethod, { value: () => sayDeliveries(lifecycle, deliveries) });

/**
 * The deliveries of a lifecycle, from its first to any of its events, with faults on the way. They shrink towards no
 * faults, fewer events, the provider's first lifecycle, and seed 0, where ids repeat: give each run a fresh receiver.
 * @throws HookwrightError `unknown-name` for a fault
 * @example fc.asyncProperty(arbitraryDeliveries(cloudflare, { secret: 's3cret' }), async (all) => deliver(all, createApp().fetch))
 */
export const arbitraryDeliveries = <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  given: ArbitraryDeliveriesOptions<NoInfer<E>, NoInfer<L>, NoInfer<S>> = {},
): Arbitrary<Delivery[]> => {
  const untyped = provider as unknown as Provider;
  const options = given as ArbitraryDeliveriesOptions;
  const { lifecycle: name, faults: texts = possibleFaults(untyped, options.secret), maxFaults = 3, ...rest } = options;
  const [fault, ...moreFaults] = texts;
  const [first = "", ...others] = name === undefined ? untyped.lifecycles : [name];
  const faults: Arbitrary<Fault[]> =
    fault === undefined ? constant([]) : array(faultOf([fault, ...moreFaults]), { maxLength: maxFaults });
  const lengths = integer({ min: 1, max: LONGEST });
  return tuple(faults, lengths, oneOf([first, ...others]), seeds).map(([chosen, length, lifecycleName, seed]) => {
    const whole = buildLifecycle(untyped, lifecycleName, { ...rest, seed });
    const lifecycle = { ...whole, steps: whole.steps.slice(0, length) };
    return readable(lifecycle, buildDeliveries(lifecycle, { ...rest, faults: chosen }));
  });
};
