import type { Lifecycle } from "../generators/lifecycle.ts";
import type { Json } from "../schemas/json-schema.ts";
import type { Auth, Subject } from "../schemas/provider.ts";
import { applyFaults, type Fault } from "./fault.ts";
import { wireOf } from "./wire.ts";

/** One HTTP request to be made. */
export interface Delivery {
  /** Of the lifecycle, from 1. */
  step?: number;
  eventType?: string;
  /** Absent where the body does not hold it. */
  payload?: Json;
  /** Absent on an orphan. */
  subject?: Subject;
  method: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Uint8Array;
  /** When it is due on the virtual clock. */
  due: Date;
  /** Deliveries of one lane are sent one after another: those of a lifecycle, and of others about its subject. */
  lane?: string;
  /** Sent while the one before it in its lane is still unanswered. */
  overlaps?: boolean;
  /** The faults that made or moved it, as `formatFault` writes them. */
  faults: string[];
}

/** What `buildDeliveries` takes. */
export interface DeliveryOptions {
  /** The secret shared with the receiver; without one nothing is proven. */
  secret?: string;
  /** Replaces the provider's way of proving itself. */
  auth?: Auth;
  /** The wrapper around the payload. @default 'none' */
  envelope?: string;
  /** The instant that signatures cover. @default when a delivery is due */
  signedAt?: Date;
  /** Further request headers. */
  headers?: Readonly<Record<string, string>>;
  /** Applied in their order. */
  faults?: readonly Fault[];
}

const NOTHING = new Uint8Array();

/**
 * The requests by which a provider would send a lifecycle; the body's bytes are final.
 * @throws HookwrightError `unknown-name` for an envelope, `invalid-option` for a secret that no header can hold, or a fault
 * that does not fit
 * @example buildDeliveries(buildLifecycle(cloudflare, 'issuance'), { secret: 's3cret', faults: [duplicate({ at: 2 })] })
 */
export const buildDeliveries = <E extends object, L extends string, S extends object>(
  lifecycle: Lifecycle<E, L, S>,
  options: DeliveryOptions = {},
): Delivery[] => {
  const untyped = lifecycle as unknown as Lifecycle;
  const { method } = untyped.provider.definition.delivery;
  const wire = wireOf(untyped, options);
  const lane = JSON.stringify(untyped.subjects[0] ?? [untyped.name, untyped.seed, untyped.run]);
  const deliveries = untyped.steps.map(({ step, eventType, payload, at, subject }): Delivery => {
    const about = { step, eventType, ...(subject && { subject }), lane };
    const bare = { ...about, method, query: {}, headers: {}, body: NOTHING, due: at, faults: [] };
    return wire.withPayload(bare, payload as Json);
  });
  return applyFaults(deliveries, options.faults ?? [], wire);
};
