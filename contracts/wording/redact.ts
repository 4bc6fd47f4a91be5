import { escapeRegExp } from "../../schemas/escape-regexp.ts";
import { echoesOf } from "./echoes.ts";

/** Stands for the secret wherever a report would show it. */
export const SECRET_VARIABLE = "$HOOKWRIGHT_SECRET";

/** Stands for a value of a header or a URL that the user gave: it may be a secret, too. */
export const GIVEN = "(given)";

/** Stands for a secret that a receiver must refuse. */
const WRONG = "(the wrong secret)";

/** What must not be shown, to what is shown instead. */
export type Secrets = ReadonlyMap<string, string>;

const SHORTEST_HEADER = 6; // a value like "1" is no secret, and stands in every other text

/** What a URL may hold that is nobody's business: a user's name and password, values of its query. */
const inUrl = (url = ""): string[] => {
  if (!URL.canParse(url)) return [];
  const { username, password, searchParams } = new URL(url);
  return [username, password, ...searchParams.values()];
};

/** What a report must not show of a run's options. */
export const secretsOf = (options: {
  secret?: string;
  headers?: Readonly<Record<string, string>>;
  url?: string;
  /** Flags of the command line, with URLs among them, and URLs of a config. */
  replayAs?: { flags: readonly string[]; urls?: readonly string[] };
}): Secrets => {
  const urls = [options.url, ...(options.replayAs?.flags ?? []), ...(options.replayAs?.urls ?? [])];
  const given = [...Object.values(options.headers ?? {}), ...urls.flatMap(inUrl)];
  const values = given.filter(({ length }) => length >= SHORTEST_HEADER);
  return new Map([
    ...values.map((value) => [value, GIVEN] as const),
    ...(options.secret ? [[options.secret, SECRET_VARIABLE] as const] : []),
  ]);
};

/** The same and a wrong secret that was sent, which may be most of the right one. */
export const withWrong = (secrets: Secrets, wrong: string): Secrets => new Map([...secrets, [wrong, WRONG]]);

/** A text without the secrets, in any form in which a receiver may echo them; the longest goes first, since one may be a part of another. */
export const redact = (text: string, secrets: Secrets): string => {
  const forms = new Map(
    [...secrets].flatMap(([secret, shown]) => echoesOf(secret).map((form) => [form, shown] as const)),
  );
  if (forms.size === 0) return text;
  const longestFirst = [...forms.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(longestFirst.map(escapeRegExp).join("|"), "g");
  return text.replaceAll(any, (form) => forms.get(form) ?? form);
};

/** Where a URL leads, for an error's message: without a user's name and password, and without its query. */
export const placeOf = (url: string, secrets: Secrets): string =>
  redact(url.replace(/\/\/[^/?#]*@/, "//").replace(/[?#].*$/s, ""), secrets);

/** Any JSON value without the secrets, in its strings and its keys. */
export const redactAll = (value: unknown, secrets: Secrets): unknown => {
  if (typeof value === "string") return redact(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redactAll(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key, secrets), redactAll(item, secrets)]),
  );
};
