import { redact, type Secrets } from "./redact.ts";

/** What an error says that ends with its cause; the secrets in the cause are redacted, and nothing in our words before it. */
export const sayThrown = ({ message, cause }: Error, secrets: Secrets): string => {
  const thrown = cause === undefined ? "" : String(cause);
  const own = message.endsWith(thrown) ? message.slice(0, message.length - thrown.length) : "";
  return own + redact(message.slice(own.length), secrets);
};
