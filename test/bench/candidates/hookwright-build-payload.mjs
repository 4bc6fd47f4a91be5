import { buildPayload } from "../../../dist/index.js";
import { eventType, provider } from "../subject.mjs";

/** What a test calls: checks its options, formats the event's own time, merges overrides. */
export const make = () => {
  const value = (index) => buildPayload(provider, eventType, undefined, { seed: 1, index });
  return { value, text: (index) => JSON.stringify(value(index)) };
};
