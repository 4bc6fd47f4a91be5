import { subjectOf } from "../../generators/event.ts";
import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Json } from "../../schemas/json-schema.ts";

/** A lifecycle of one event with another payload; it is about nobody where a field of the subject says nothing. */
export const withPayload = (lifecycle: Lifecycle, payload: Json): Lifecycle => {
  const [step] = lifecycle.steps;
  if (!step) return lifecycle;
  const { subject: _, ...about } = step;
  const subject = subjectOf(lifecycle.provider, payload);
  const isOne = Object.values(subject).every((value: unknown) => value !== null && value !== "");
  const steps = [{ ...about, payload: payload as object, ...(isOne && { subject }) }];
  return { ...lifecycle, subjects: isOne ? [subject] : [], steps };
};
