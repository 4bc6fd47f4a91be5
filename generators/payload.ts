import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Draw, EventTypeOf, Provider } from "../schemas/provider.ts";
import { checkNumbers } from "./check-numbers.ts";
import { formatInstant } from "./draws/instant.ts";
import { buildEvent } from "./event.ts";
import type { DeepPartial } from "./merge.ts";
import { type Start, startMs } from "./start.ts";

/** Where a payload's values come from. */
export interface PayloadOptions {
  /** Decides every value that is no identity. @default 0 */
  seed?: number;
  /** Decides identities, together with the seed. @default 0 */
  run?: number;
  /** The event's time. @default '2026-01-01T00:00:00Z' */
  start?: Start;
  /** Which subject, from 0. @default 0 */
  index?: number;
  /** Allows overrides that break the schema. @default false */
  invalid?: boolean;
}

/** What the options of a payload say to its generator. */
export const drawOf = (provider: Provider, options: PayloadOptions): Draw => {
  checkNumbers(options);
  const { seed = 0, run = 0, index = 0, start } = options;
  const at = new Date(startMs(start) + index * 1000);
  const time = formatInstant(provider.definition.time, at, seed, index);
  return { seed, run, index, incarnation: 0, replacement: 0, step: 1, time };
};

/**
 * Builds one payload of an event type.
 * @throws HookwrightError `invalid-payload`, `invalid-override` or `unknown-name`
 * @example buildPayload(cloudflare, 'ssl.custom_hostname_certificate.deployment.succeeded', { data: { hostname: 'shop.acme.com' } })
 */
export const buildPayload = <E extends object, L extends string, S extends object, T extends EventTypeOf<E>>(
  provider: Provider<E, L, S>,
  eventType: T,
  overrides?: DeepPartial<E[T]>,
  options: PayloadOptions = {},
): E[T] => {
  const untyped = provider as unknown as Provider;
  return buildEvent(untyped, {
    ...drawOf(untyped, options),
    eventType,
    overrides,
    invalid: options.invalid,
  }) as E[T];
};

/**
 * Builds `count` payloads of an event type, each about a subject of its own, one second apart.
 * @throws HookwrightError `invalid-option` for a count that is no whole number from 0 on
 * @example buildPayloads(cloud66, 'ssl_certificate.install.ok', {}, { count: 100, seed: 7 })
 */
export const buildPayloads = <E extends object, L extends string, S extends object, T extends EventTypeOf<E>>(
  provider: Provider<E, L, S>,
  eventType: T,
  overrides?: DeepPartial<E[T]>,
  options: PayloadOptions & { count?: number } = {},
): E[T][] => {
  const { count = 1, index = 0, ...rest } = options;
  if (!Number.isInteger(count) || count < 0)
    throw new HookwrightError(
      "invalid-option",
      `Failed to build payloads: count is ${count}. Give a whole number from 0 on.`,
    );
  return Array.from({ length: count }, (_, i) =>
    buildPayload(provider, eventType, overrides, { ...rest, index: index + i }),
  );
};
