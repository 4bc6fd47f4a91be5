import { toBase64 } from "../../mocks/base64.ts";
import { keyedBytes } from "../../mocks/keyed-permutation.ts";
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

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    const text = decoder.decode(bytes);
    return BINARY.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
};

const redactValue = (providers: readonly Provider[], value: unknown, fake: FakeText): RedactedBody => {
  const sender = testMessageOf(providers, value);
  if (sender) return { body: { json: value }, provider: sender };
  const recognised = recognise(providers, value);
  if (!recognised) return { body: { json: redactJson(value, fake) } };
  const { provider, pointer } = recognised;
  const json = redactEvent(recognised, value, fake);
  // The original's may name the subject.
  const eventType = getAt(json, pointer + provider.definition.eventType);
  return { body: { json }, provider, ...(typeof eventType === "string" && { eventType }) };
};

const redactText = (providers: readonly Provider[], text: string, fake: FakeText): RedactedBody => {
  try {
    return redactValue(providers, JSON.parse(text), fake);
  } catch {
    return { body: { text: fake(text) } }; // no JSON, or too deep for anybody
  }
};

/** A body that says of nobody what the original said: JSON keeps its shape, and an event what is the provider's own. */
export const redactBody = (
  providers: readonly Provider[],
  { bytes, size }: RealBody,
  { fake, key }: { fake: FakeText; key: Uint8Array },
): RedactedBody => {
  if (!bytes) return { body: { bytes: size } };
  if (size === 0) return {};
  const text = textOf(bytes);
  if (text !== undefined) return redactText(providers, text, fake);
  return { body: { base64: toBase64(keyedBytes(key, toBase64(bytes), size).subarray(0, size)) } };
};
