import { deliveryAt, type Fault, marked, misfit } from "../fault.ts";
import { POSITIVE, type Readings } from "../readings.ts";

/** What `duplicate` takes. */
export interface DuplicateArguments {
  /** Which delivery, from 1; drawn unless given. */
  at?: number;
  /** How many more times it is sent. @default 1 */
  times?: number;
}

/** How the command line gives them. */
export const duplicateReadings: Readings = { at: POSITIVE, times: POSITIVE };

/**
 * Sends one delivery again right after itself, byte for byte.
 * @throws HookwrightError `invalid-option` when applied where there is no delivery `at`
 * @example buildDeliveries(lifecycle, { faults: [duplicate({ at: 2 })] })
 */
export const duplicate = ({ at, times }: DuplicateArguments = {}): Fault => ({
  name: "duplicate",
  arguments: { at, times },
  choose: ({ length }, random) => ({ at: at ?? 1 + random(length), times: times ?? 1 }),
  apply: (deliveries, chosen) => {
    const { at: position, times: count } = chosen as Required<DuplicateArguments>;
    const copy = marked(deliveryAt("duplicate", deliveries, position), "duplicate", chosen);
    if (!Number.isInteger(count) || count < 1)
      throw misfit("duplicate", `times is ${count}`, "Give a whole number from 1.");
    return [...deliveries.slice(0, position), ...Array(count).fill(copy), ...deliveries.slice(position)];
  },
});
