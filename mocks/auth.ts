import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Auth, ProviderDefinition } from "../schemas/provider.ts";
import { row } from "../schemas/row.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { toBase64 } from "./proof/base64.ts";
import { signatureOf } from "./proof/hmac.ts";

/** What a delivery carries to prove whose it is. */
export interface Proof {
  headers: Record<string, string>;
  query: Record<string, string>;
}

/** What a signature covers. */
export interface Message {
  body: Uint8Array;
  /** When it is signed. */
  at: Date;
  /** The event's. */
  id: string;
}

type Kind = Auth["kind"];
type Of<K extends Kind> = Extract<Auth, { kind: K }>;

const NOTHING: Proof = { headers: {}, query: {} };

const encoder = new TextEncoder();

// Kind to the proof that it makes of a secret.
const KINDS: { readonly [K in Kind]: (auth: Of<K>, secret: string, message: Message) => Proof } = {
  none: () => NOTHING,
  header: ({ name }, secret) => ({ headers: { [name]: secret }, query: {} }),
  "url-token": ({ parameter }, secret) => ({ headers: {}, query: { [parameter]: secret } }),
  basic: ({ username }, secret) => ({
    headers: { authorization: `Basic ${toBase64(encoder.encode(`${username}:${secret}`))}` },
    query: {},
  }),
  hmac: signatureOf,
};

/** How deliveries are proven: as asked, else the provider's way, else what a secret means where it has none. */
export const authOf = ({ delivery }: ProviderDefinition, options: { auth?: Auth; secret?: string }): Auth =>
  options.auth ?? (options.secret === undefined ? delivery.auth : (delivery.authWithSecret ?? delivery.auth));

/**
 * Checks that a secret is one that every kind of authentication can send.
 * @throws HookwrightError `invalid-option` for an empty secret, or one that is not visible ASCII
 */
export const checkSecret = (secret: string | undefined): void => {
  if (secret === "")
    throw new HookwrightError(
      "invalid-option",
      "Failed to use the secret: it is empty. Give another; if it comes from a variable, export that first.",
    );
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret))
    throw new HookwrightError(
      "invalid-option",
      "Failed to use the secret: it has characters that are not visible ASCII. Give another.",
    );
};

// Kind to the fields that it cannot do without.
const REQUIRED: { readonly [K in Kind]: readonly string[] } = {
  none: [],
  header: ["name"],
  "url-token": ["parameter"],
  basic: ["username"],
  hmac: ["header"],
};

/**
 * Checks that a kind of authentication is whole.
 * @throws HookwrightError `unknown-name` for a kind, `invalid-option` for a field that is missing
 */
export const checkAuth = (auth: Auth | undefined): void => {
  if (auth === undefined) return;
  const required = row(REQUIRED as Readonly<Record<string, readonly string[]>>, String(auth.kind));
  if (!required) throw unknownName("kind of authentication", String(auth.kind ?? auth), Object.keys(REQUIRED));
  const missing = required.find((field) => typeof (auth as Record<string, unknown>)[field] !== "string");
  if (missing !== undefined)
    throw new HookwrightError(
      "invalid-option",
      `Failed to use the authentication "${auth.kind}": it has no ${missing}. Give one, as in ${auth.kind}:${missing}=….`,
    );
};

/** The proof that a secret makes, whatever it is; nothing without one. */
export const proofOf = (auth: Auth, secret: string | undefined, message: Message): Proof =>
  secret === undefined ? NOTHING : KINDS[auth.kind](auth as never, secret, message);
