import { type Fault, marked, misfit } from "../fault.ts";
import { POSITIVES, type Readings } from "../readings.ts";

/** What `reorder` takes. */
export interface ReorderArguments {
  /** The new order: positions before it, from 1; drawn unless given. */
  order?: readonly number[];
}

/** How the command line gives them. */
export const reorderReadings: Readings = { order: POSITIVES };

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
export const reorder = ({ order }: ReorderArguments = {}): Fault => ({
  name: "reorder",
  arguments: { order },
  choose: ({ length }, random) => ({ order: order ?? shuffled(length, random) }),
  apply: (deliveries, chosen) => {
    const positions = chosen["order"] as readonly number[];
    if (!isPermutation(positions, deliveries.length))
      throw misfit(
        "reorder",
        `order=${positions.join(",")} is no order of ${deliveries.length} deliveries`,
        "Name each position from 1 once.",
      );
    return positions.flatMap((position, i) => {
      const delivery = deliveries[position - 1];
      const due = deliveries[i]?.due;
      if (!delivery || !due) return [];
      return position === i + 1 ? delivery : marked({ ...delivery, due }, "reorder", chosen);
    });
  },
});
