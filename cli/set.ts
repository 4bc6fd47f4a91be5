import { mergeOverrides } from "../generators/merge.ts";
import { buildPayload } from "../generators/payload.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { JsonObject } from "../schemas/json-schema.ts";
import { parsePointer } from "../schemas/pointer.ts";
import type { Provider } from "../schemas/provider.ts";
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

/**
 * The overrides that `--set /pointer=value` asks for.
 * @throws HookwrightError `invalid-option` for what is no pointer
 */
export const readOverrides = (
  provider: Provider,
  pairs: readonly [string, string][],
  eventType: string = provider.eventTypes[0] ?? "",
): Overrides => {
  const overrides: Overrides = {};
  for (const [pointer, text] of pairs) {
    if (!pointer.startsWith("/"))
      throw new HookwrightError(
        "invalid-option",
        `Failed to read --set "${pointer}=${text}": the name is no JSON Pointer. Give one like /data/hostname.`,
      );
    mergeOverrides(overrides, nest(parsePointer(pointer), readValue(provider, eventType, pointer, text)));
  }
  return overrides;
};
