import { withoutSubject } from "../../generators/event.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { getAt, setAt } from "../../schemas/pointer.ts";
import type { Delivery } from "../delivery.ts";
import { deliveryAt, type Fault, marked, misfit } from "../fault.ts";
import { POSITIVE, type Readings } from "../readings.ts";
import type { Wire } from "../wire.ts";

/** What `orphan` takes. */
export interface OrphanArguments {
  /** Which delivery, from 1; drawn unless given. */
  at?: number;
}

/** How the command line gives them. */
export const orphanReadings: Readings = { at: POSITIVE };

const NOBODY = 2 ** 31; // subjects of lifecycles have smaller indices

/** The payload as one of a certificate that its subject no longer has. */
const orphaned = ({ lifecycle }: Wire, { eventType = "", step = 1, payload = null }: Delivery): Json => {
  const { provider, seed, run } = lifecycle;
  const other = { seed, run, index: NOBODY, incarnation: 0, replacement: 0, step };
  const stranger = provider.generator(eventType).draw(other);
  const orphan = structuredClone(payload);
  for (const { pointer, per } of Object.values(provider.definition.subject))
    if (per === "replacement") setAt(orphan, pointer, getAt(stranger, pointer));
  return withoutSubject(provider, orphan) as Json;
};

const mayBe = ({ payload, subject }: Delivery): boolean => payload !== undefined && subject !== undefined;

/**
 * Makes of one delivery an event of a certificate that was replaced: it names no subject.
 * @throws HookwrightError `invalid-option` when applied where there is no delivery `at`, or the provider has no orphans
 * @example buildDeliveries(lifecycle, { faults: [orphan({ at: 2 })] })
 */
export const orphan = ({ at }: OrphanArguments = {}): Fault => ({
  name: "orphan",
  arguments: { at },
  choose: (deliveries, random) => {
    const fit = deliveries.flatMap((delivery, i) => (mayBe(delivery) ? [i + 1] : []));
    return { at: at ?? fit[random(Math.max(1, fit.length))] ?? 1 };
  },
  apply: (deliveries, chosen, wire) => {
    const position = Number(chosen["at"]);
    const { provider } = wire.lifecycle;
    const named = deliveryAt("orphan", deliveries, position);
    if ((provider.definition.orphan ?? []).length === 0)
      throw misfit("orphan", `every event of ${provider.title} names its subject`, "Leave it out.");
    if (!mayBe(named)) return [...deliveries];
    const { subject, ...proven } = wire.withPayload(named, orphaned(wire, named));
    const isForged = named.faults.some((fault) => fault.startsWith("wrong-secret"));
    const unnamed = isForged ? { ...proven, headers: named.headers, query: named.query } : proven;
    return deliveries.with(position - 1, marked(unnamed, "orphan", chosen));
  },
});
