import { row } from "../../schemas/row.ts";
import type { FakeText } from "./fake-text.ts";
import { COMMON_NAMES } from "./header-names.ts";
import type { RealHeaders } from "./real-exchange.ts";
import { redactMedia } from "./redact-media.ts";

const CODINGS = /^(?:gzip|deflate|br|zstd|identity|chunked|trailers|keep-alive|close|\*|;q=[\d.]+|[, ])*$/i;
// The headers whose values say nothing of anybody, as long as they look like that.
const HARMLESS: Readonly<Record<string, RegExp>> = {
  "accept-encoding": CODINGS,
  connection: CODINGS,
  "content-encoding": CODINGS,
  "content-length": /^\d{1,15}$/,
  date: /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  "retry-after": /^\d{1,9}$/,
  te: CODINGS,
  "transfer-encoding": CODINGS,
};

const MEDIA: ReadonlySet<string> = new Set(["accept", "content-type"]);

const SECRET = /auth|cookie|credential|key|pass|secret|session|signature|token/i;

/** What stands for a secret. */
export const HIDDEN: RegExp = /^redacted-[0-9a-f]{20}$/;

/** Whether something of that name is likely to hold a secret. */
export const isSecretName = (name: string): boolean => SECRET.test(name);

/** What headers and queries are redacted with. */
export interface Fakes {
  fake: FakeText;
  /** Stands for a secret: it does not even have its length. */
  hide(secret: string): string;
  /** Names of headers and of query parameters, in lower case, that are known to hold a secret. */
  secretHeaders: ReadonlySet<string>;
  secretParameters: ReadonlySet<string>;
  /** Words of content types, in lower case, that stay. */
  mediaWords: ReadonlySet<string>;
}

/** Headers with other values where those may tell of anybody, and with other names where those are not common, nor a provider's. */
export const redactHeaders = (
  headers: RealHeaders,
  { fake, hide, secretHeaders, mediaWords }: Fakes,
): [string, string][] =>
  headers.map(([name, value]) => {
    const lower = name.toLowerCase();
    const shown = COMMON_NAMES.has(lower) || secretHeaders.has(lower) ? name : fake(name);
    if (secretHeaders.has(lower) || isSecretName(lower)) return [shown, hide(value)];
    if (MEDIA.has(lower)) return [shown, redactMedia(value, fake, mediaWords)];
    return [shown, row(HARMLESS, lower)?.test(value) ? value : fake(value)];
  });

/** A request's path and query with other words; of the query only the names stay that are known to hold a secret. */
export const redactPath = (path: string, { fake, hide, secretParameters }: Fakes): string => {
  const at = path.indexOf("?");
  if (at < 0) return fake(path);
  const query = new URLSearchParams(path.slice(at + 1));
  const redacted = [...query].map(([name, value]) =>
    secretParameters.has(name.toLowerCase())
      ? [name, hide(value)]
      : [fake(name), isSecretName(name) ? hide(value) : fake(value)],
  );
  return `${fake(path.slice(0, at))}?${new URLSearchParams(redacted)}`;
};

/** Whether a request carries a secret, right or wrong, where one is known to be. */
export const carriesSecret = (path: string, headers: RealHeaders, fakes: Fakes): boolean => {
  const query = new URLSearchParams(path.split("?")[1]);
  return (
    headers.some(([name]) => fakes.secretHeaders.has(name.toLowerCase())) ||
    [...query.keys()].some((name) => fakes.secretParameters.has(name.toLowerCase()))
  );
};
