import { badSecrets } from "../../mocks/bad-secrets.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { ReadInteraction, ReadPact } from "./read-pact.ts";
import { INTERACTION } from "./state-server.ts";

type Raw = Record<string, unknown>;

// A state's parameters carry the key, so that what a handler throws is known to belong there. A string of V2 has none.
const withKey = (raw: Raw, key: string): Raw => {
  const { providerStates } = raw;
  if (!Array.isArray(providerStates)) return raw;
  return {
    ...raw,
    providerStates: providerStates.map((state) =>
      isObject(state) ? { ...state, params: { ...Object(state["params"]), [INTERACTION]: key } } : state,
    ),
  };
};

type Replace = (text: string) => string;

const replaceIn = (value: unknown, replace: Replace): unknown => {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, replace));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceIn(item, replace)]));
};

// A wrong secret was made of the right one (its beginning, its other case): it becomes that of the new one.
const replacing = (from: string, to: string): Replace => {
  const wrong = badSecrets(to);
  const pairs = badSecrets(from).map(({ id, secret }) => [secret, wrong.find((one) => one.id === id)?.secret] as const);
  const known = new Map(pairs.filter(([old]) => old !== undefined && old !== ""));
  return (text) => known.get(text) ?? text.replaceAll(from, to);
};

// The secret travels beside the body: what is in the body stays, were it the same word.
const withSecret = (raw: Raw, replace: Replace): Raw => {
  const { request } = raw;
  if (!isObject(request)) return raw;
  const beside = ["path", "query", "headers"].filter((part) => part in request);
  return {
    ...raw,
    request: { ...request, ...Object.fromEntries(beside.map((part) => [part, replaceIn(request[part], replace)])) },
  };
};

/** The secret that a file was built with, where it says so. */
export const builtWith = ({ raw }: ReadPact): string | undefined => {
  const { metadata } = raw;
  const own = isObject(metadata) ? metadata["hookwright"] : undefined;
  const secret = isObject(own) ? own["secret"] : undefined;
  return typeof secret === "string" && secret !== "" ? secret : undefined;
};

/** Whether the verifier is to send an interaction. */
export const isSent = ({ kind, problem }: ReadInteraction): boolean => kind === "http" && problem === undefined;

/** The file that the verifier gets: what it can send, each with a key of its own, none pending. */
export const toVerify = (pact: ReadPact, secret?: string): object => {
  const { messages: _, ...rest } = pact.raw;
  const before = builtWith(pact);
  const replace: Replace = before === undefined || secret === undefined ? (text) => text : replacing(before, secret);
  const interactions = pact.interactions.filter(isSent).map(({ key, raw }) => {
    const own = pact.version >= 4 ? { key, pending: false } : {};
    return withKey(withSecret({ ...raw, ...own }, replace), key);
  });
  return { ...rest, interactions };
};
