import { subjectOf } from "../generators/event.ts";
import type { Lifecycle } from "../generators/lifecycle.ts";
import type { Json } from "../schemas/json-schema.ts";

/** A lifecycle of one event with another payload. */
export const withPayload = (lifecycle: Lifecycle, payload: Json): Lifecycle => {
  const [step] = lifecycle.steps;
  const subject = subjectOf(lifecycle.provider, payload);
  return step
    ? { ...lifecycle, subjects: [subject], steps: [{ ...step, payload: payload as object, subject }] }
    : lifecycle;
};
