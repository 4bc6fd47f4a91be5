import { variantsOf } from "../generators/variants.ts";
import type { Certainty, Json } from "../schemas/json-schema.ts";
import { transplanted, withPayload } from "./about.ts";
import type { Special } from "./one-event.ts";
import type { Session } from "./session.ts";

/** A lifecycle of one event for each variant of an event type whose certainty is wanted, each about a subject of its own. */
export const specialVariants = (session: Session, eventType: string, wanted: readonly Certainty[]): Special[] => {
  const { provider, seed, run } = session;
  const first = session.lifecycle([eventType], { illegal: true });
  const base = first.steps[0]?.payload as Json;
  const draw = { seed, run, index: 0, incarnation: 0, replacement: 0, step: 1 };
  return variantsOf(provider, eventType, base, draw).flatMap(({ name, certainty, payload }) => {
    if (!wanted.includes(certainty)) return [];
    const fresh = session.lifecycle([eventType], { illegal: true });
    const changed = transplanted(provider, base, payload, fresh);
    return provider.validator(eventType)(changed) ? [{ name, lifecycle: withPayload(fresh, changed) }] : [];
  });
};
