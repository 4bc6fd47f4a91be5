import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Fault } from "../fault.ts";
import { formatFault } from "../format-fault.ts";

/** What `reorder` takes. */
export interface ReorderArguments {
  /** The new order: positions before it, from 1; drawn unless given. */
  order?: readonly number[];
}

const shuffled = (length: number, random: (below: number) => number): number[] => {
  const order = Array.from({ length }, (_, i) => i + 1);
  for (let i = length - 1; i > 0; i--) {
    const j = random(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  // A shuffle that changes nothing is no fault: the first two change places.
  return order.every((position, i) => position === i + 1) ? [...order.slice(0, 2).reverse(), ...order.slice(2)] : order;
};

const isPermutation = (order: readonly number[], length: number): boolean =>
  order.length === length && [...order].sort((a, b) => a - b).every((position, i) => position === i + 1);

/**
 * Sends the deliveries in another order; due times stay with their place.
 * @throws HookwrightError `invalid-option` when applied with an order that is no permutation
 * @example buildDeliveries(lifecycle, { faults: [reorder({ order: [2, 1, 3] })] })
 */
export const reorder = (given: ReorderArguments = {}): Fault => ({
  name: "reorder",
  arguments: { order: given.order },
  choose: (deliveries, random) => ({ order: given.order ?? shuffled(deliveries.length, random) }),
  apply: (deliveries, chosen) => {
    const order = chosen["order"] as readonly number[];
    if (!isPermutation(order, deliveries.length))
      throw new HookwrightError(
        "invalid-option",
        `Failed to apply reorder: order=${order.join(",")} is no order of ${deliveries.length} deliveries. Name each position from 1 once.`,
      );
    const fault = formatFault({ name: "reorder", arguments: chosen });
    return order.flatMap((position, i) => {
      const delivery = deliveries[position - 1];
      const due = deliveries[i]?.due;
      if (!delivery || !due) return [];
      return position === i + 1 ? delivery : { ...delivery, due, faults: [...delivery.faults, fault] };
    });
  },
});
