import { deliveryAt, type Fault, marked, misfit } from "../fault.ts";
import { badSecretIds, badSecrets } from "../proof/bad-secrets.ts";
import { oneOf, POSITIVE, type Readings } from "../readings.ts";

/** What `wrongSecret` takes. */
export interface WrongSecretArguments {
  /** Which delivery, from 1; drawn unless given. */
  at?: number;
  /** Wrong in which way: `absent`, `empty`, `equal-length`, `other-length`, `prefix`, `other-case` ...; drawn unless given. */
  how?: string;
}

/** How the command line gives them. */
export const wrongSecretReadings: Readings = { at: POSITIVE, how: oneOf(badSecretIds) };

/**
 * Sends one delivery with a secret that is not the receiver's.
 * @throws HookwrightError `invalid-option` when applied without a secret, or where there is no delivery `at`
 * @example buildDeliveries(lifecycle, { secret: 's3cret', faults: [wrongSecret({ at: 2, how: 'prefix' })] })
 */
export const wrongSecret = ({ at, how }: WrongSecretArguments = {}): Fault => ({
  name: "wrong-secret",
  arguments: { at, how },
  choose: ({ length }, random, { secret = "" }) => {
    const ways = badSecrets(secret);
    return { at: at ?? 1 + random(length), how: how ?? ways[random(ways.length)]?.id };
  },
  apply: (deliveries, chosen, wire) => {
    const { at: position, how: id } = chosen as Required<WrongSecretArguments>;
    if (wire.secret === undefined) throw misfit("wrong-secret", "no secret is sent", "Give a secret.");
    const bad = badSecrets(wire.secret).find((one) => one.id === id);
    if (!bad)
      throw misfit(
        "wrong-secret",
        `how is "${id}", which this secret has not`,
        `Give one of ${badSecretIds.join(", ")}.`,
      );
    const delivery = deliveryAt("wrong-secret", deliveries, position);
    return deliveries.with(position - 1, marked(wire.withSecret(delivery, bad.secret), "wrong-secret", chosen));
  },
});
