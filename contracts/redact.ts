/** Stands for the secret wherever a report would show it. */
export const SECRET_VARIABLE = "$HOOKWRIGHT_SECRET";

/** A text without the secret. */
export const redact = (text: string, secret: string | undefined): string =>
  secret === undefined || secret === ""
    ? text
    : text.replaceAll(secret, SECRET_VARIABLE).replaceAll(encodeURIComponent(secret), SECRET_VARIABLE);

/** Any JSON value without the secret. */
export const redactAll = <T>(value: T, secret: string | undefined): T => {
  if (typeof value === "string") return redact(value, secret) as T;
  if (Array.isArray(value)) return value.map((item) => redactAll(item, secret)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactAll(item, secret)])) as T;
};
