import { mergeOverrides } from "../generators/merge.ts";
import { buildPayload } from "../generators/payload.ts";
import { speaksOf } from "../schemas/certainty.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { JsonObject } from "../schemas/json-schema.ts";
import { parsePointer } from "../schemas/pointer.ts";
import type { Provider } from "../schemas/provider.ts";
import { absoluteReference } from "../schemas/reference.ts";
import { validatePayload } from "../schemas/validate.ts";

type Overrides = JsonObject;

const nest = (parts: readonly string[], value: unknown): unknown =>
  parts.reduceRight<unknown>((inner, part) => Object.fromEntries([[part, inner]]), value);

// JSON where the schema takes it, else the text itself: 12 stays "12" in a field for strings.
const readValue = (provider: Provider, eventType: string, pointer: string, text: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text; // no JSON, so it is the text itself
  }
  const payload = buildPayload(provider, eventType, nest(parsePointer(pointer), value) as object, { invalid: true });
  return validatePayload(provider, payload, eventType).some((issue) => issue.pointer === pointer) ? text : value;
};

// An event type whose schema knows the field; any other takes what is given as it is.
const speaking = (provider: Provider, pointer: string): string => {
  const resolve = (reference: string, base: string) => provider.resolve(absoluteReference(reference, base));
  const { eventTypes } = provider;
  return eventTypes.find((eventType) => speaksOf(provider.schema(eventType), pointer, resolve)) ?? eventTypes[0] ?? "";
};

/**
 * The overrides that `--set /pointer=value` asks for.
 * @throws HookwrightError `invalid-option` for what is no pointer
 */
export const readOverrides = (provider: Provider, pairs: readonly [string, string][], only?: string): Overrides => {
  const overrides: Overrides = {};
  for (const [pointer, text] of pairs) {
    if (!pointer.startsWith("/"))
      throw new HookwrightError(
        "invalid-option",
        `Failed to read --set "${pointer}=${text}": the name is no JSON Pointer. Give one like /data/hostname.`,
      );
    const eventType = only ?? speaking(provider, pointer);
    mergeOverrides(overrides, nest(parsePointer(pointer), readValue(provider, eventType, pointer, text)));
  }
  return overrides;
};
