import { below } from "../../generators/event.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { formatPointer, getAt, removeAt, setAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// Objects are compared field by field, anything else whole.
const differences = (a: unknown, b: unknown, path: readonly string[] = []): string[] => {
  if (!isObject(a) || !isObject(b)) return JSON.stringify(a) === JSON.stringify(b) ? [] : [formatPointer(path)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(Object.hasOwn(a, key) ? a[key] : undefined, Object.hasOwn(b, key) ? b[key] : undefined, [...path, key]),
  );
};

const put = (payload: Json, from: Json, pointer: string): void => {
  const value = getAt(from, pointer);
  if (value === undefined) removeAt(payload, pointer);
  else setAt(payload, pointer, structuredClone(value));
};

/** Two payloads of an event type, and where they differ; what is computed from other fields is no difference of its own. */
export interface Mixture {
  pointers: readonly string[];
  /** The plain payload with some fields of the other, and what follows from them; `undefined` where that is none. */
  mix(pointers: readonly string[]): Json | undefined;
}

/** Makes payloads between two of an event type. */
export const mixtureOf = (provider: Provider, eventType: string, plain: Json, other: Json): Mixture => {
  const generator = provider.generator(eventType);
  const isComputed = (pointer: string): boolean => {
    const copy = structuredClone(other);
    put(copy, plain, pointer);
    generator.derive(copy, () => false);
    return JSON.stringify(getAt(copy, pointer)) === JSON.stringify(getAt(other, pointer));
  };
  const mix = (pointers: readonly string[]): Json | undefined => {
    const copy = structuredClone(plain);
    for (const pointer of pointers) put(copy, other, pointer);
    generator.derive(copy, (pointer) => pointers.some((one) => below(pointer, one)));
    return provider.validator(eventType)(copy) ? copy : undefined;
  };
  return { pointers: differences(plain, other).filter((pointer) => !isComputed(pointer)), mix };
};
