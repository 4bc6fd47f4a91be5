import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { unknownName } from "../../schemas/unknown-name.ts";
import { redact, secretsOf } from "../wording/redact.ts";

const TIMEOUT_MS = 10_000;

/** A text about a URL of the command line without the user and the tokens in it: errors get into reports. */
const withoutSecrets = (text: string, given: string): string =>
  redact(text.replaceAll(/\/\/[^\s/?#]*@/g, "//"), secretsOf({ url: given }));

/** Calls a URL that was made of the one that the user gave; an error says which. */
export const request = (url: string, init: RequestInit & { method: string }, given: string = url): Promise<Response> =>
  fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: Error) => {
    const reason = cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message;
    throw new Error(withoutSecrets(`${init.method} ${url} failed: ${reason}`, given), { cause });
  });

// `{id}` and its like are fields of the subject.
const fill = (template: string, subject: Readonly<Record<string, unknown>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, field: string) =>
    subject[field] === undefined ? whole : encodeURIComponent(String(subject[field])),
  );

const checkTemplate = (template: string, { definition }: Provider): void => {
  const known = Object.keys(definition.subject);
  const named = [...template.matchAll(/\{(\w+)\}/g)].map(([, field = ""]) => field);
  const unknown = named.find((field) => !known.includes(field));
  if (unknown !== undefined) throw unknownName("field of the subject", unknown, known);
  if (named.length === 0)
    throw new HookwrightError(
      "invalid-option",
      `Failed to observe at ${withoutSecrets(template, template)}: the URL names no field of the subject. Give one of {${known.join("}, {")}}.`,
    );
};

/**
 * Observes by GET: 200 is JSON, 404 is nothing known.
 * @throws HookwrightError `unknown-name` or `invalid-option` for a template that cannot tell subjects apart
 */
export const observeBy = (template: string, provider: Provider): ((subject: Subject) => Promise<unknown>) => {
  checkTemplate(template, provider);
  return async (subject) => {
    const url = fill(template, subject);
    const answer = await request(url, { method: "GET" }, template);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200)
      throw new Error(withoutSecrets(`GET ${url} answered ${answer.status}, not 200 or 404`, template));
    return answer.json();
  };
};

/** Prepares by POST of the subject as JSON. */
export const prepareBy =
  (template: string) =>
  async (subject: Readonly<Record<string, unknown>>): Promise<void> => {
    const url = fill(template, subject);
    const body = JSON.stringify(subject);
    const headers = { "content-type": "application/json" };
    const answer = await request(url, { method: "POST", headers, body }, template);
    if (!answer.ok) throw new Error(withoutSecrets(`POST ${url} answered ${answer.status}, not 2xx`, template));
  };

/** Brings about provider states by POST of `{ action, state, params }`, as Pact's verifiers do; what is answered as JSON are values for the request. */
export const statesBy =
  (url: string) =>
  async (state: string, params: object, action: string): Promise<unknown> => {
    const body = JSON.stringify({ action, state, params });
    const headers = { "content-type": "application/json" };
    const answer = await request(url, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(withoutSecrets(`POST ${url} answered ${answer.status}, not 2xx`, url));
    return answer.json().catch(() => undefined); // values are no duty
  };
