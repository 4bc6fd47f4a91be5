import { everyPointer } from "../../generators/variants/edits.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { formatPointer, getAt, parsePointer } from "../../schemas/pointer.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { formatBodyPath, type PathStep } from "./body-path.ts";
import type { PactGenerator } from "./pact-document.ts";
import { payloadPointer, type SaidOfBody } from "./said-of-body.ts";

/** What a request's body says of a subject that a state handler may give another value. */
export interface Replaceable {
  provider: Provider;
  envelope: string;
  said: SaidOfBody;
  /** Its fields but for those whose form is what the request is about. */
  subject: Partial<Subject>;
}

// Pact tells the index of a list from a name.
const stepsTo = (pointer: string, content: Json): PathStep[] => {
  const parts = parsePointer(pointer);
  const isListed = (i: number): boolean => Array.isArray(getAt(content, formatPointer(parts.slice(0, i))));
  return parts.map((part, i) => (isListed(i) ? Number(part) : part));
};

/** Where the fields of the subject stand in the body: in the payload, and where the envelope copies them. */
const fieldPointers = ({ provider, envelope }: Replaceable): Map<string, string> => {
  const prefix = payloadPointer(provider, envelope);
  const fields = Object.entries(provider.definition.subject);
  const { copies = {} } = provider.definition.envelopes?.find(({ name }) => name === envelope) ?? {};
  const copied = Object.entries(copies).flatMap(([to, from]) =>
    fields.flatMap(([field, { pointer }]) => (pointer === from ? [[to, field] as const] : [])),
  );
  return new Map([...fields.map(([field, { pointer }]) => [prefix + pointer, field] as const), ...copied]);
};

// A field that follows from others names the subject in the midst of a text.
const followed = (value: Json, subject: Partial<Subject>): string | undefined => {
  if (typeof value !== "string") return undefined;
  const replaced = Object.entries(subject).reduce(
    (text, [field, own]) => (typeof own === "string" ? text.replaceAll(own, () => `\${${field}}`) : text),
    value,
  );
  return replaced === value ? undefined : replaced;
};

/** Pact's generators that put in what a state handler returns for the subject, by their paths. */
export const stateGenerators = (content: Json, about: Replaceable): Record<string, PactGenerator> => {
  const { said, subject } = about;
  const fields = fieldPointers(about);
  const found = everyPointer(content).flatMap(([pointer, value]): [string, PactGenerator][] => {
    const path = formatBodyPath(stepsTo(pointer, content));
    if (path === undefined || (typeof value === "string" && value.includes("${"))) return [];
    const field = fields.get(pointer);
    if (field !== undefined && subject[field] === value) {
      const dataType = typeof value === "string" ? "STRING" : "RAW";
      return [[path, { type: "ProviderState", expression: `\${${field}}`, dataType }]];
    }
    const isDerived = field === undefined && said(pointer).some(({ schema }) => schema["x-derive"] !== undefined);
    const expression = isDerived ? followed(value, subject) : undefined;
    return expression === undefined ? [] : [[path, { type: "ProviderState", expression, dataType: "STRING" }]];
  });
  return Object.fromEntries(found);
};
