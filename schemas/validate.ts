import { certaintyAt } from "./certainty.ts";
import { mergeEnums } from "./merge-enums.ts";
import { formatPointer, getAt } from "./pointer.ts";
import type { EventTypeOf, Issue, PayloadOf, Provider, Validator } from "./provider.ts";
import { absoluteReference } from "./reference.ts";
import { byNearness } from "./unknown-name.ts";

type ValidationError = NonNullable<Validator["errors"]>[number];

// Ajv reports a missing property at its parent; a reader looks for it where it should be.
const missingProperty = (error: ValidationError): string | undefined =>
  "missingProperty" in error.params ? String(error.params.missingProperty) : undefined;

const describe = (error: ValidationError): string => {
  if ("allowedValue" in error.params) return `must be ${JSON.stringify(error.params.allowedValue)}`;
  if ("allowedValues" in error.params) return `must be one of ${JSON.stringify(error.params.allowedValues)}`;
  return error.message ?? `breaks ${error.keyword}`;
};

const toIssue = <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  eventType: string,
  error: ValidationError,
): Issue => {
  const missing = missingProperty(error);
  const { keyword, instancePath } = error;
  return {
    pointer: missing === undefined ? instancePath : instancePath + formatPointer([missing]),
    message: missing === undefined ? describe(error) : "is missing",
    keyword,
    certainty: certaintyAt(provider.schema(eventType), instancePath, keyword, (reference, base) =>
      provider.resolve(absoluteReference(reference, base)),
    ),
  };
};

const unknownEventType = (known: readonly string[], pointer: string, found: unknown): Issue => ({
  pointer,
  message:
    found === undefined
      ? "is missing, so the event type is not known"
      : `is ${JSON.stringify(found)}, which is no known event type; nearest: ${byNearness(String(found), known)[0]}`,
  keyword: found === undefined ? "required" : "enum",
  certainty: found === undefined ? "documented" : "inferred", // that there are no others, no provider says
});

/**
 * What is wrong with a payload by the provider's schemas; an empty list if nothing is.
 * Without an event type, the one that the payload names is taken.
 * @example validatePayload(cloudflare, body) // [{ pointer: '/data/ssl/status', message: 'must be "active"', ... }]
 */
export const validatePayload = <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  value: unknown,
  eventType?: EventTypeOf<E>,
): Issue[] => {
  const known: readonly string[] = provider.eventTypes;
  const found = eventType ?? getAt(value, provider.definition.eventType);
  if (typeof found !== "string" || (eventType === undefined && !known.includes(found)))
    return [unknownEventType(known, provider.definition.eventType, found)];
  const validator = provider.validator(found);
  return validator(value) ? [] : mergeEnums(validator.errors ?? []).map((error) => toIssue(provider, found, error));
};

/**
 * Whether a value is a payload of the provider, of one event type if given; narrows its type.
 * @example if (isEvent(cloudflare, body, 'ssl.custom_hostname_certificate.validation.failed')) body.data.ssl
 */
export const isEvent = <E extends object, L extends string, S extends object, T extends EventTypeOf<E>>(
  provider: Provider<E, L, S>,
  value: unknown,
  eventType?: T,
): value is PayloadOf<E, T> => validatePayload(provider, value, eventType).length === 0;
