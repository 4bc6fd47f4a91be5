import type { Auth } from "../schemas/provider.ts";
import { checkAuth } from "./auth.ts";
import { readPairs } from "./read-pairs.ts";
import { oneOf, type Reading, type Readings } from "./readings.ts";

const TEXT: Reading = { read: (text) => text || undefined, says: "a text" };
const holding = (placeholder: string): Reading => ({
  read: (text) => (text.includes(placeholder) ? text : undefined),
  says: `a text with ${placeholder} in it`,
});

/** The fields of each kind of authentication, the first of which may be given without its name. */
export const authArguments: { readonly [K in Auth["kind"]]: Readings } = {
  none: {},
  header: { name: TEXT },
  "url-token": { parameter: TEXT },
  basic: { username: TEXT },
  hmac: {
    header: TEXT,
    value: holding("{signature}"),
    signed: holding("{body}"),
    algorithm: oneOf(["sha1", "sha256", "sha512"]),
    encoding: oneOf(["hex", "base64"]),
    key: oneOf(["utf8", "base64"]),
    timestamp: TEXT,
    id: TEXT,
  },
};

/**
 * Reads a kind of authentication in the command line's form, `kind[:key=value;…]`.
 * @throws HookwrightError `unknown-name` for a kind or a field, `invalid-option` for a value
 * @example parseAuth('hmac:x-hub-signature-256;value=sha256={signature}')
 */
export const parseAuth = (text: string): Auth => {
  const { name, given } = readPairs("kind of authentication", text, authArguments);
  const auth = { kind: name, ...given } as Auth;
  checkAuth(auth);
  return auth;
};
