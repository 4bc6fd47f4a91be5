import { deliveryAt, type Fault, marked, misfit } from "../fault.ts";
import { COUNT, oneOf, POSITIVE, type Readings } from "../readings.ts";

/** What `corrupt` takes. */
export interface CorruptArguments {
  /** Which delivery, from 1; drawn unless given. */
  at?: number;
  /** The end is missing, or one byte is another; drawn unless given. */
  how?: "truncate" | "flip";
  /** Which byte of the body, from 0: the first that is missing, or the one that is another; drawn unless given. */
  byte?: number;
}

const FLIPPED = 0x80; // no longer ASCII: never JSON as it was

// What is left of a body whose byte at a place was lost or hit.
const WAYS: Readonly<Record<string, (body: Uint8Array, byte: number) => Uint8Array>> = {
  truncate: (body, byte) => body.slice(0, byte),
  flip: (body, byte) => body.with(byte, (body[byte] ?? 0) ^ FLIPPED),
};

/** How the command line gives them. */
export const corruptReadings: Readings = { at: POSITIVE, how: oneOf(Object.keys(WAYS)), byte: COUNT };

/**
 * Damages the body of one delivery on the way, after it was signed.
 * @throws HookwrightError `invalid-option` when applied where there is no such delivery or byte
 * @example buildDeliveries(lifecycle, { faults: [corrupt({ at: 2, how: 'truncate' })] })
 */
export const corrupt = ({ at, how, byte }: CorruptArguments = {}): Fault => ({
  name: "corrupt",
  arguments: { at, how, byte },
  choose: (deliveries, random) => {
    const position = at ?? 1 + random(deliveries.length);
    const size = deliveries[position - 1]?.body.length ?? 0;
    const ways = Object.keys(WAYS);
    return { at: position, how: how ?? ways[random(ways.length)], byte: byte ?? random(Math.max(1, size)) };
  },
  apply: (deliveries, chosen) => {
    const { at: position, how: way, byte: place } = chosen as Required<CorruptArguments>;
    const { payload, ...whole } = deliveryAt("corrupt", deliveries, position);
    if (!(place < whole.body.length)) {
      if (whole.body.length === 0) return [...deliveries];
      throw misfit("corrupt", `byte is ${place}`, `Give one from 0 to ${whole.body.length - 1}, the body's last.`);
    }
    const body = WAYS[way]?.(whole.body, place);
    if (!body) throw misfit("corrupt", `how is "${way}"`, `Give one of ${Object.keys(WAYS).join(", ")}.`);
    return deliveries.with(position - 1, marked({ ...whole, body }, "corrupt", chosen));
  },
});
