import { buildPayload } from "../../../generators/payload.ts";
import { startMs } from "../../../generators/start.ts";
import { variants } from "../../../generators/variants.ts";
import { wrap } from "../../../mocks/envelope.ts";
import type { Certainty, Json } from "../../../schemas/json-schema.ts";
import { getAt, removeAt } from "../../../schemas/pointer.ts";
import type { Provider } from "../../../schemas/provider.ts";

/** A payload that the provider may send, and how surely it is known to. */
export interface MessagePayload {
  /** Its seed, or the form that it has. */
  name: string;
  payload: Json;
  certainty: Certainty;
}

const orphaned = (provider: Provider, payload: Json): Json => {
  const copy = structuredClone(payload);
  for (const pointer of provider.definition.orphan ?? []) removeAt(copy, pointer);
  return copy;
};

/** Whether an example is about a subject, or about what an orphan says, too. */
export const isAboutSubject = ({ definition }: Provider, payload: Json): boolean =>
  (definition.orphan ?? []).some((pointer) => getAt(payload, pointer) !== undefined);

/** What an event type's payloads may be: of `seeds` seeds, in every form, and without a subject. */
export const messagePayloads = (
  provider: Provider,
  eventType: string,
  { seeds, envelope, orphans }: { seeds: number; envelope: string; orphans: boolean },
): MessagePayload[] => {
  const drawn = Array.from({ length: seeds }, (_, seed) => ({
    name: `seed ${seed}`,
    certainty: "documented" as const,
    payload: buildPayload(provider, eventType, undefined, { seed }) as Json,
  }));
  const formed = variants(provider, eventType).map(({ name, payload, certainty }) => ({
    name,
    certainty,
    payload: payload as Json,
  }));
  const [first] = drawn;
  const without =
    orphans && first && provider.definition.orphan
      ? [{ ...first, name: "an orphan", payload: orphaned(provider, first.payload) }]
      : [];
  const at = new Date(startMs(undefined));
  return [...drawn, ...formed, ...without].map((one) => ({
    ...one,
    payload: wrap(provider, envelope, one.payload, { seed: 0, run: 0 }, at),
  }));
};
