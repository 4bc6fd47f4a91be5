import { durationMs } from "../../generators/draws/instant.ts";
import { deliveryAt, type Fault, marked } from "../fault.ts";
import { DURATION, POSITIVE, type Readings } from "../readings.ts";

/** What `delay` takes. */
export interface DelayArguments {
  /** Which delivery, from 1; drawn unless given. */
  at?: number;
  /** How much later it is due, as an ISO 8601 duration such as `PT5M`; drawn unless given. */
  by?: string;
}

/** How the command line gives them. */
export const delayReadings: Readings = { at: POSITIVE, by: DURATION };

const DRAWN = ["PT30S", "PT5M", "PT1H", "P1D", "P30D"] as const;

/**
 * Sends one delivery later: after all that are due by then.
 * @throws HookwrightError `invalid-option` when applied where there is no delivery `at`; RangeError for what is no duration
 * @example buildDeliveries(lifecycle, { faults: [delay({ at: 1, by: 'PT10M' })] })
 */
export const delay = ({ at, by }: DelayArguments = {}): Fault => ({
  name: "delay",
  arguments: { at, by },
  choose: ({ length }, random) => ({ at: at ?? 1 + random(length), by: by ?? DRAWN[random(DRAWN.length)] }),
  apply: (deliveries, chosen) => {
    const { at: position, by: duration } = chosen as Required<DelayArguments>;
    const punctual = deliveryAt("delay", deliveries, position);
    const due = new Date(punctual.due.getTime() + durationMs(duration));
    const late = marked({ ...punctual, due }, "delay", chosen);
    const others = deliveries.filter((_, i) => i !== position - 1);
    const before = others.filter((other, i) => i < position - 1 || other.due <= due);
    return [...before, late, ...others.slice(before.length)];
  },
});
