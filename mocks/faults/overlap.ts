import { deliveryAt, type Fault, marked } from "../fault.ts";
import { POSITIVE, type Readings } from "../readings.ts";

/** What `overlap` takes. */
export interface OverlapArguments {
  /** Which delivery, from 2; drawn unless given. */
  at?: number;
}

/** How the command line gives them. */
export const overlapReadings: Readings = { at: POSITIVE };

/**
 * Sends one delivery while the one before it is still unanswered; the first has none before it, and stays.
 * @throws HookwrightError `invalid-option` when applied where there is no delivery `at`
 * @example buildDeliveries(lifecycle, { faults: [overlap({ at: 2 })] })
 */
export const overlap = ({ at }: OverlapArguments = {}): Fault => ({
  name: "overlap",
  arguments: { at },
  choose: ({ length }, random) => ({ at: at ?? (length === 1 ? 1 : 2 + random(length - 1)) }),
  apply: (deliveries, chosen) => {
    const position = Number(chosen["at"]);
    const late = deliveryAt("overlap", deliveries, position);
    const due = deliveries[position - 2]?.due;
    if (!due) return [...deliveries];
    return deliveries.with(position - 1, marked({ ...late, due, overlaps: true }, "overlap", chosen));
  },
});
