import { deliveryAt, type Fault, marked } from "../fault.ts";
import { POSITIVE, type Readings } from "../readings.ts";

/** What `drop` takes. */
export interface DropArguments {
  /** Which delivery, from 1; drawn unless given. */
  at?: number;
}

/** How the command line gives them. */
export const dropReadings: Readings = { at: POSITIVE };

/**
 * Never sends one delivery; the one after it remembers that, or else the one before.
 * @throws HookwrightError `invalid-option` when applied where there is no delivery `at`
 * @example buildDeliveries(lifecycle, { faults: [drop({ at: 2 })] })
 */
export const drop = ({ at }: DropArguments = {}): Fault => ({
  name: "drop",
  arguments: { at },
  choose: ({ length }, random) => ({ at: at ?? 1 + random(length) }),
  apply: (deliveries, chosen) => {
    const position = Number(chosen["at"]);
    const dropped = deliveryAt("drop", deliveries, position);
    const left = deliveries.filter((delivery, i) => delivery !== dropped || i !== position - 1);
    const witness = Math.min(position - 1, left.length - 1);
    return left.map((delivery, i) => (i === witness ? marked(delivery, "drop", chosen) : delivery));
  },
});
