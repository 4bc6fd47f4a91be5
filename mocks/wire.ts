import type { Lifecycle } from "../generators/lifecycle.ts";
import type { Json } from "../schemas/json-schema.ts";
import { getAt } from "../schemas/pointer.ts";
import { authOf, checkAuth, checkSecret, proofOf } from "./auth.ts";
import type { Delivery, DeliveryOptions } from "./delivery.ts";
import { wrap } from "./envelope.ts";

/** What a delivery is drawn from. */
export type Origin = Pick<Lifecycle, "provider" | "seed" | "run">;

/** How a lifecycle is put on the wire: what a fault needs to make a delivery anew. */
export interface Wire {
  lifecycle: Origin;
  /** The right secret, if there is one. */
  secret: string | undefined;
  /** A delivery with another payload, proven anew. */
  withPayload(delivery: Delivery, payload: Json): Delivery;
  /** A delivery proven by another secret. */
  withSecret(delivery: Delivery, secret: string | undefined): Delivery;
}

// Names that differ in case only are one header.
const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const encoder = new TextEncoder();

/**
 * Opens the way from payloads to requests.
 * @throws HookwrightError `invalid-option` for a secret that no header can hold
 */
export const wireOf = (lifecycle: Origin, options: DeliveryOptions): Wire => {
  const { definition } = lifecycle.provider;
  const { secret, envelope = "none", headers = {} } = options;
  checkSecret(secret);
  checkAuth(options.auth);
  const auth = authOf(definition, options);
  const contentType = { "content-type": definition.delivery.contentType };
  const given = lowerCase(headers);
  const wire: Wire = {
    lifecycle,
    secret,
    withSecret(delivery, another) {
      const { body, due, payload } = delivery;
      const at = options.signedAt ?? due;
      const id = definition.eventId === undefined ? "" : String(getAt(payload, definition.eventId) ?? "");
      const proof = proofOf(auth, another, { body, at, id });
      return { ...delivery, query: proof.query, headers: { ...contentType, ...lowerCase(proof.headers), ...given } };
    },
    withPayload(delivery, payload) {
      const wrapped = wrap(lifecycle.provider, envelope, payload, lifecycle, delivery.due);
      return wire.withSecret({ ...delivery, payload, body: encoder.encode(JSON.stringify(wrapped)) }, secret);
    },
  };
  return wire;
};
