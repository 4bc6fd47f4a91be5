import { mergeOverrides } from "../../generators/merge.ts";
import { buildPayload } from "../../generators/payload.ts";
import { type Place, placesAt } from "../../schemas/certainty.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { JsonObject } from "../../schemas/json-schema.ts";
import { formatPointer, parsePointer } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";
import { absoluteReference } from "../../schemas/reference.ts";
import { byNearness } from "../../schemas/unknown-name.ts";
import { validatePayload } from "../../schemas/validate.ts";

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

const placesIn = (provider: Provider, eventType: string, pointer: string): Place[] =>
  placesAt(provider.schema(eventType), pointer, (reference, base) =>
    provider.resolve(absoluteReference(reference, base)),
  );

/** The fields that stand beside a pointer's last known part. */
const knownBeside = (provider: Provider, eventTypes: readonly string[], pointer: string): string[] => {
  const parts = parsePointer(pointer);
  for (let length = parts.length - 1; length >= 0; length--) {
    const parent = formatPointer(parts.slice(0, length));
    const places = eventTypes.flatMap((eventType) => placesIn(provider, eventType, parent));
    const names = places.flatMap(({ schema }) => Object.keys(schema.properties ?? {}));
    if (names.length > 0) return [...new Set(names)].map((name) => `${parent}${formatPointer([name])}`);
  }
  return [];
};

// A field that no schema knows is one that the provider may add tomorrow, or a slip of the pen.
const warn = (provider: Provider, eventTypes: readonly string[], pointer: string): void => {
  const near = byNearness(pointer, knownBeside(provider, eventTypes, pointer))
    .slice(0, 3)
    .join(", ");
  console.error(
    `[hookwright] No schema of ${provider.name} knows ${pointer}; it is set all the same. Known, nearest first: ${near}.`,
  );
};

/**
 * The overrides that `--set /pointer=value` asks for; says on standard error which fields no schema knows.
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
    const eventTypes = only === undefined ? provider.eventTypes : [only];
    const speaking = eventTypes.find((eventType) => placesIn(provider, eventType, pointer).length > 0);
    if (speaking === undefined) warn(provider, eventTypes, pointer);
    const eventType = speaking ?? eventTypes[0] ?? ""; // any takes what it does not know as it is
    mergeOverrides(overrides, nest(parsePointer(pointer), readValue(provider, eventType, pointer, text)));
  }
  return overrides;
};
