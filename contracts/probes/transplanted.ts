import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { getAt, removeAt, setAt } from "../../schemas/pointer.ts";
import { identityPointers } from "./identity-pointers.ts";

/** A changed payload, about another subject: what was not changed in it names that one, and what follows from it does, too. */
export const transplanted = (base: Json, changed: Json, { provider, steps: [step] }: Lifecycle): Json => {
  const copy = structuredClone(changed);
  const isKept = (pointer: string): boolean =>
    JSON.stringify(getAt(changed, pointer)) !== JSON.stringify(getAt(base, pointer));
  for (const pointer of identityPointers(provider)) {
    const value = getAt(step?.payload, pointer) as Json | undefined;
    if (isKept(pointer)) continue;
    if (value === undefined) removeAt(copy, pointer);
    else setAt(copy, pointer, value);
  }
  provider.generator(step?.eventType ?? "").derive(copy, isKept);
  return copy;
};
