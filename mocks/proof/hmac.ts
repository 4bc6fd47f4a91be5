import { keyedHash } from "#hash";
import type { Auth } from "../../schemas/provider.ts";
import type { Message, Proof } from "../auth.ts";
import { fromBase64, toBase64 } from "./base64.ts";

type Hmac = Extract<Auth, { kind: "hmac" }>;

const encoder = new TextEncoder();

const ENCODINGS: Readonly<Record<"hex" | "base64", (bytes: Uint8Array) => string>> = {
  hex: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""),
  base64: toBase64,
};

// A secret in base64 that is none is a wrong secret, and no reason to fail.
const decoded = (text: string): Uint8Array => {
  try {
    return fromBase64(text);
  } catch {
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  }
};

const KEYS: Readonly<Record<"utf8" | "base64", (secret: string) => Uint8Array>> = {
  utf8: (secret) => encoder.encode(secret),
  base64: decoded,
};

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const concatenate = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The headers that sign a message with a secret: a signature, and the timestamp and id that it covers. */
export const signatureOf = (auth: Hmac, secret: string, { body, at, id }: Message): Proof => {
  const { algorithm = "sha256", encoding = "hex", key = "utf8", signed = "{body}", value = "{signature}" } = auth;
  const stamp = { timestamp: String(Math.floor(at.getTime() / 1000)), id };
  const parts = signed.split("{body}").map((part) => encoder.encode(fill(part, stamp)));
  const message = concatenate(parts.flatMap((part, i) => (i === 0 ? [part] : [body, part])));
  const signature = ENCODINGS[encoding](keyedHash(algorithm, KEYS[key](secret), message));
  return {
    headers: {
      ...(auth.timestamp !== undefined && { [auth.timestamp]: stamp.timestamp }),
      ...(auth.id !== undefined && { [auth.id]: id }),
      [auth.header]: fill(value, { ...stamp, signature }),
    },
    query: {},
  };
};
