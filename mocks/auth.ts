import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Auth, ProviderDefinition } from "../schemas/provider.ts";

/** What a delivery carries to prove whose it is. */
export interface Proof {
  headers: Record<string, string>;
  query: Record<string, string>;
}

type Kind = Auth["kind"];
type Of<K extends Kind> = Extract<Auth, { kind: K }>;

const NOTHING: Proof = { headers: {}, query: {} };

// Kind to the proof that it makes of a secret.
const KINDS: { readonly [K in Kind]: (auth: Of<K>, secret: string) => Proof } = {
  none: () => NOTHING,
  header: ({ name }, secret) => ({ headers: { [name]: secret }, query: {} }),
  "url-token": ({ parameter }, secret) => ({ headers: {}, query: { [parameter]: secret } }),
};

/** How deliveries are proven: as asked, else the provider's way, else what a secret means where it has none. */
export const authOf = ({ delivery }: ProviderDefinition, options: { auth?: Auth; secret?: string }): Auth =>
  options.auth ?? (options.secret === undefined ? delivery.auth : (delivery.authWithSecret ?? delivery.auth));

/**
 * The proof of a secret; nothing without one.
 * @throws HookwrightError `invalid-option` for an empty secret, or one that is not visible ASCII
 */
export const authenticate = (auth: Auth, secret: string | undefined): Proof => {
  if (secret === undefined) return NOTHING;
  if (!/^[\x21-\x7e]+$/.test(secret))
    throw new HookwrightError(
      "invalid-option",
      `Failed to use the secret: it ${secret === "" ? "is empty" : "has characters that are not visible ASCII"}. Give another.`,
    );
  return KINDS[auth.kind](auth as never, secret);
};

/** A secret that a receiver must refuse; `undefined` stands for none at all. */
export interface BadSecret {
  name: string;
  secret: string | undefined;
}

const swapCase = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

const nextCharacter = (text: string): string =>
  String.fromCharCode(((text.charCodeAt(text.length - 1) - 0x21 + 1) % 94) + 0x21);

/** The wrong secrets that careless comparisons let pass; those that equal the right one are left out. */
export const badSecrets = (secret: string): BadSecret[] => {
  const all: BadSecret[] = [
    { name: "absent", secret: undefined },
    { name: "empty", secret: "" },
    { name: "wrong, of equal length", secret: secret.slice(0, -1) + nextCharacter(secret) },
    { name: "wrong, of other length", secret: `not-${secret.length}-the-secret` },
    { name: "a prefix", secret: secret.slice(0, -1) },
    { name: "in other case", secret: swapCase(secret) },
    { name: "with a trailing character", secret: `${secret}x` },
    { name: "with é as one byte", secret: `${secret.slice(0, -1)}\u00e9` },
  ];
  return all.filter((bad) => bad.secret !== secret);
};

/** The proof that a bad secret makes: unlike `authenticate` it takes anything. */
export const forge = (auth: Auth, { secret }: BadSecret): Proof =>
  secret === undefined ? NOTHING : KINDS[auth.kind](auth as never, secret);
