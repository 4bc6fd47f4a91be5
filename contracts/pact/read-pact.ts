import { hash } from "../../generators/draws/bits.ts";
import { isObject } from "../../schemas/is-object.ts";

/** A provider state that an interaction names. */
export interface NamedState {
  name: string;
  params: Readonly<Record<string, unknown>>;
}

/** An interaction of a Pact file of any version, as far as it is needed. */
export interface ReadInteraction {
  /** Its own if it has one that no other has; comes back in the verifier's results. */
  key: string;
  description: string;
  kind: "http" | "message" | "unknown";
  states: readonly NamedState[];
  /** What Pact would pass in silence, and what was done about it. */
  notes: readonly string[];
  /** Why it cannot be verified. */
  problem?: string;
  raw: Readonly<Record<string, unknown>>;
}

/** A Pact file of any version; with a problem nothing of it can be verified. */
export interface ReadPact {
  /** Its path, or its place in a list. */
  name: string;
  /** The major version of Pact's specification. */
  version: number;
  consumer: string;
  provider: string;
  problem?: string;
  interactions: readonly ReadInteraction[];
  raw: Readonly<Record<string, unknown>>;
}

const textAt = (value: unknown, ...path: string[]): string => {
  const found = path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  return typeof found === "string" ? found : "";
};

const versionOf = ({ metadata }: Record<string, unknown>): number => {
  const texts = [
    textAt(metadata, "pactSpecification", "version"),
    textAt(metadata, "pact-specification", "version"),
    textAt(metadata, "pactSpecificationVersion"),
  ];
  return Number.parseInt(texts.find((text) => text !== "") ?? "0", 10);
};

const statesOf = ({ providerStates, providerState, provider_state }: Record<string, unknown>): NamedState[] => {
  const old = providerStates ?? providerState ?? provider_state;
  const many = Array.isArray(old) ? old : typeof old === "string" && old !== "" ? [{ name: old }] : [];
  return many
    .filter(isObject)
    .map(({ name, params }) => ({ name: String(name), params: isObject(params) ? params : {} }));
};

const KINDS: Readonly<Record<string, ReadInteraction["kind"]>> = {
  "Synchronous/HTTP": "http",
  "Asynchronous/Messages": "message",
};

const kindOf = (raw: Record<string, unknown>, version: number, list: string): ReadInteraction["kind"] =>
  version >= 4 ? (KINDS[String(raw["type"])] ?? "unknown") : list === "messages" ? "message" : "http";

const problemOf = ({ type }: Record<string, unknown>, kind: ReadInteraction["kind"]): string | undefined => {
  if (kind !== "unknown") return undefined;
  return type === undefined
    ? "it has no type, and Pact leaves such an interaction out without failing"
    : `its type ${JSON.stringify(type)} cannot be verified here`;
};

const OLD = "Pact's specification V";

const toInteraction = (
  item: unknown,
  {
    version,
    list,
    index,
    name,
    taken,
  }: { version: number; list: string; index: number; name: string; taken: Set<string> },
): ReadInteraction => {
  const raw = isObject(item) ? item : {};
  const place = `${name} ${list} ${index}`;
  const description = isObject(item) ? textAt(raw, "description") : `${list}[${index}]`;
  const own = textAt(raw, "key");
  const kind = isObject(item) ? kindOf(raw, version, list) : "unknown";
  const problem = isObject(item) ? problemOf(raw, kind) : `it is no interaction: ${JSON.stringify(item)}`;
  const isRepeated = own !== "" && taken.has(own);
  const key = own === "" || isRepeated ? hash(`${place} ${description}`).toString(16).padStart(8, "0") : own;
  taken.add(key);
  return {
    key,
    description,
    kind,
    states: statesOf(raw),
    raw,
    notes: [
      ...(isRepeated ? [`its key ${own} is that of another interaction: here it is ${key}`] : []),
      ...(raw["pending"] === true
        ? ["it is marked as pending, which would hide a failure: it is judged all the same"]
        : []),
      ...(version < 4 ? [`written in ${OLD}${version}`] : []),
    ],
    ...(problem !== undefined && { problem }),
  };
};

const EMPTY = "there are no interactions, and Pact would pass that";

const problemOfPact = (raw: Record<string, unknown>, version: number, count: number): string | undefined => {
  const lists = ["interactions", "messages"].filter((name) => raw[name] !== undefined);
  if (lists.length === 0 || lists.some((name) => !Array.isArray(raw[name])))
    return "it is no Pact file: it has no list of interactions";
  if (textAt(raw, "consumer", "name") === "" || textAt(raw, "provider", "name") === "")
    return "it is no Pact file: it must name its consumer and its provider";
  if (!(version >= 1 && version <= 4)) return "it names no version of Pact's specification from 1 to 4";
  return count === 0 ? EMPTY : undefined;
};

/** Reads a value as a Pact file; `taken` are the keys of the files before it. */
export const readPact = (name: string, value: unknown, taken: Set<string>): ReadPact => {
  const raw = isObject(value) ? value : {};
  const version = versionOf(raw);
  const interactions = ["interactions", "messages"].flatMap((list) => {
    const items = Array.isArray(raw[list]) ? (raw[list] as unknown[]) : [];
    return items.map((item, index) => toInteraction(item, { version, list, index, name, taken }));
  });
  const problem = problemOfPact(raw, version, interactions.length);
  const [consumer, provider] = [textAt(raw, "consumer", "name"), textAt(raw, "provider", "name")];
  return { name, version, consumer, provider, interactions, raw, ...(problem !== undefined && { problem }) };
};

/** What could not even be read as JSON. */
export const unreadablePact = (name: string, problem: string): ReadPact => ({
  name,
  version: 0,
  consumer: "",
  provider: "",
  interactions: [],
  raw: {},
  problem,
});
