import type { Subject } from "../schemas/provider.ts";

const TIMEOUT_MS = 10_000;

// `{id}` and its like are fields of the subject.
const fill = (template: string, subject: Subject): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, field: string) =>
    subject[field] === undefined ? whole : encodeURIComponent(subject[field]),
  );

/** Observes by GET: 200 is JSON, 404 is nothing known. */
export const observeBy =
  (template: string) =>
  async (subject: Subject): Promise<unknown> => {
    const url = fill(template, subject);
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(`GET ${url} answered ${answer.status}, not 200 or 404`);
    return answer.json();
  };

/** Prepares by POST of the subject as JSON. */
export const prepareBy =
  (template: string) =>
  async (subject: Subject): Promise<void> => {
    const url = fill(template, subject);
    const body = JSON.stringify(subject);
    const headers = { "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}, not 2xx`);
  };
