import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Fault } from "../fault.ts";
import { formatFault } from "../format-fault.ts";

/** What `duplicate` takes. */
export interface DuplicateArguments {
  /** Which delivery, from 1; drawn unless given. */
  at?: number;
  /** How many more times it is sent. @default 1 */
  times?: number;
}

/**
 * Sends one delivery again right after itself, byte for byte.
 * @throws HookwrightError `invalid-option` when applied where there is no delivery `at`
 * @example buildDeliveries(lifecycle, { faults: [duplicate({ at: 2 })] })
 */
export const duplicate = (given: DuplicateArguments = {}): Fault => ({
  name: "duplicate",
  arguments: { at: given.at, times: given.times },
  choose: (deliveries, random) => ({
    at: given.at ?? 1 + random(Math.max(1, deliveries.length)),
    times: given.times ?? 1,
  }),
  apply: (deliveries, chosen) => {
    const { at, times } = chosen as Required<DuplicateArguments>;
    const original = deliveries[at - 1];
    if (deliveries.length === 0) return [];
    if (!original || !Number.isInteger(times) || times < 1)
      throw new HookwrightError(
        "invalid-option",
        `Failed to apply duplicate: at=${at}, times=${times} does not fit ${deliveries.length} deliveries. Give at from 1 to ${deliveries.length} and times from 1.`,
      );
    const copy = { ...original, faults: [...original.faults, formatFault({ name: "duplicate", arguments: chosen })] };
    return [...deliveries.slice(0, at), ...Array.from({ length: times }, () => copy), ...deliveries.slice(at)];
  },
});
