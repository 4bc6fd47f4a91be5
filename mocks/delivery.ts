import type { Lifecycle } from "../generators/lifecycle.ts";
import type { Json } from "../schemas/json-schema.ts";
import type { Auth, Subject } from "../schemas/provider.ts";
import { authenticate, authOf } from "./auth.ts";
import { wrap } from "./envelope.ts";
import { applyFaults, type Fault } from "./fault.ts";

/** One HTTP request to be made. */
export interface Delivery {
  /** Of the lifecycle, from 1. */
  step?: number;
  eventType?: string;
  payload?: Json;
  /** Absent on an orphan. */
  subject?: Subject;
  method: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Uint8Array;
  /** When it is due on the virtual clock. */
  due: Date;
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
  /** Further request headers. */
  headers?: Readonly<Record<string, string>>;
  /** Applied in their order. */
  faults?: readonly Fault[];
}

// Names that differ in case only are one header.
const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const encoder = new TextEncoder();

/**
 * The requests by which a provider would send a lifecycle; the body's bytes are final.
 * @throws HookwrightError `unknown-name` for an envelope, `invalid-option` for a secret that no header can hold
 * @example buildDeliveries(buildLifecycle(cloudflare, 'issuance'), { secret: 's3cret', faults: [duplicate({ at: 2 })] })
 */
export const buildDeliveries = <E extends object, L extends string, S extends object>(
  lifecycle: Lifecycle<E, L, S>,
  options: DeliveryOptions = {},
): Delivery[] => {
  const { provider, seed, steps } = lifecycle as unknown as Lifecycle;
  const { secret, envelope = "none", headers = {}, faults = [] } = options;
  const { method, contentType } = provider.definition.delivery;
  const proof = authenticate(authOf(provider.definition, options), secret);
  const deliveries = steps.map(({ step, eventType, payload, at, subject }): Delivery => {
    const body = encoder.encode(JSON.stringify(wrap(provider, envelope, payload as Json, lifecycle, at)));
    return {
      ...{ step, eventType, payload: payload as Json, ...(subject && { subject }) },
      ...{ method, query: { ...proof.query }, body, due: at, faults: [] },
      headers: { "content-type": contentType, ...lowerCase(proof.headers), ...lowerCase(headers) },
    };
  });
  return applyFaults(deliveries, faults, seed);
};
