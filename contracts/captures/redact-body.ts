import { toBase64 } from "../../mocks/proof/base64.ts";
import { keyedBytes } from "../../mocks/state/keyed-permutation.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { CapturedBody } from "../generated/capture.ts";
import type { FakeText } from "./fake-text.ts";
import type { RealBody } from "./real-exchange.ts";
import { recognise, testMessageOf } from "./recognise.ts";
import { redactEvent } from "./redact-event.ts";
import { redactJson } from "./redact-json.ts";

/** A redacted body, and what was found in it. */
export interface RedactedBody {
  body?: CapturedBody;
  provider?: Provider;
  eventType?: string;
}

const decoder = new TextDecoder("utf-8", { fatal: true });

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a text from other bytes
const BINARY = /[\0-\x08\x0e-\x1f\x7f]/;

/** Nothing where that cannot be read: the body is of another kind. */
const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Nothing of a value that is nested beyond any depth. */
const unlessTooDeep = <T>(make: () => T): T | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const textOf = (bytes: Uint8Array): string | undefined => {
  const text = attempt(() => decoder.decode(bytes));
  return text === undefined || BINARY.test(text) ? undefined : text;
};

/** What a known provider sends; `undefined` for anything else. */
const redactKnown = (providers: readonly Provider[], value: unknown, fake: FakeText): RedactedBody | undefined => {
  const sender = testMessageOf(providers, value);
  if (sender) return { body: { json: value }, provider: sender };
  const recognised = recognise(providers, value);
  if (!recognised) return undefined;
  const { provider, pointer } = recognised;
  const json = redactEvent(recognised, value, fake);
  // The original's may name the subject.
  const eventType = getAt(json, pointer + provider.definition.eventType);
  return { body: { json }, provider, ...(typeof eventType === "string" && { eventType }) };
};

const MOST_OF_UNKNOWN = 16 * 1024; // bytes: whoever sends more of it would hold up the process

/** A body that says of nobody what the original said: JSON keeps its shape, and an event what is the provider's own. */
export const redactBody = (
  providers: readonly Provider[],
  { bytes, size }: RealBody,
  { fake, key }: { fake: FakeText; key: Uint8Array },
): RedactedBody => {
  if (!bytes) return { body: { bytes: size } };
  if (size === 0) return {};
  const text = textOf(bytes);
  const value = text === undefined ? undefined : attempt((): unknown => JSON.parse(text));
  const known = unlessTooDeep(() => redactKnown(providers, value, fake));
  if (known) return known;
  if (size > MOST_OF_UNKNOWN) return { body: { bytes: size } };
  if (text === undefined)
    return { body: { base64: toBase64(keyedBytes(key, toBase64(bytes), size).subarray(0, size)) } };
  const json = value === undefined ? undefined : unlessTooDeep(() => redactJson(value, fake));
  return { body: json === undefined ? { text: fake(text) } : { json } };
};
