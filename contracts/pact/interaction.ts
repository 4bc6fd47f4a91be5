import { hash } from "../../generators/draws/bits.ts";
import { authOf } from "../../mocks/auth.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { toBase64 } from "../../mocks/proof/base64.ts";
import { tokenInPath } from "../../mocks/sending/token-in-path.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { bodyRules } from "./body-rules.ts";
import type { PactBody, PactGenerator, PactInteraction, PactRule, PactState } from "./pact-document.ts";
import type { PactOptions } from "./pact-options.ts";
import { saidOfBody } from "./said-of-body.ts";
import { stateGenerators } from "./state-generators.ts";

/** What one interaction of a document is made of. */
export interface Asked {
  /** Of the document: with `name` it makes the key. */
  contract: string;
  name: string;
  description: string;
  delivery: Delivery;
  /** The provider state that the event leaves; none where nothing has to be there. */
  state?: string | undefined;
  answer: PactInteraction["response"];
  /** Where it comes from, by words of its own. */
  from: Record<string, Json>;
  /** Whether the body is no event, and its very bytes matter. @default false */
  exact?: boolean;
  /** Fields of the subject that are what it is about: no state replaces them. @default none */
  fixed?: readonly string[];
}

const status = (example: number, combine: PactRule["combine"], classes: readonly string[]): Asked["answer"] => ({
  status: example,
  matchingRules: { status: { combine, matchers: classes.map((name) => ({ match: "statusCode", status: name })) } },
});

/** The answers that a receiver can be held to. */
export const ANSWERS: Readonly<Record<"taken" | "refused" | "survived", Asked["answer"]>> = {
  taken: status(200, "AND", ["success"]),
  refused: status(401, "AND", ["clientError"]),
  // Pact has no "anything but": these are all classes of an answer that is no 5xx.
  survived: status(400, "OR", ["success", "redirect", "clientError"]),
};

const lists = (pairs: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, [value]]));

const decoder = new TextDecoder();

// Pact's verifier writes JSON anew with its keys sorted: what is signed, or is no JSON, goes out byte by byte.
const bodyOf = (provider: Provider, { delivery: { body }, exact }: Asked, options: PactOptions): PactBody => {
  const { contentType } = provider.definition.delivery;
  const isSigned = options.secret !== undefined && authOf(provider.definition, options).kind === "hmac";
  return exact || isSigned
    ? { contentType, encoded: "base64", content: toBase64(body) }
    : { contentType, encoded: false, content: JSON.parse(decoder.decode(body)) as Json };
};

const without = (subject: Subject, fixed: readonly string[]): Partial<Subject> =>
  Object.fromEntries(Object.entries(subject).filter(([field]) => !fixed.includes(field)));

interface Told {
  matchingRules?: { body: Record<string, PactRule> };
  generators?: { body: Record<string, PactGenerator> };
}

/** What the schemas say of the body, and what a state may put into it. */
const toldOf = (provider: Provider, asked: Asked, body: PactBody, envelope = "none"): Told => {
  const { payload, eventType, subject, body: bytes } = asked.delivery;
  if (payload === undefined || eventType === undefined) return {};
  const said = saidOfBody(provider, eventType, envelope);
  const content = JSON.parse(decoder.decode(bytes)) as Json;
  const matchingRules = { body: bodyRules(content, said) };
  if (asked.state === undefined || subject === undefined || body.encoded === "base64") return { matchingRules };
  const about = { provider, envelope, said, subject: without(subject, asked.fixed ?? []) };
  const generators = { body: stateGenerators(content, about) };
  return { matchingRules, ...(Object.keys(generators.body).length > 0 && { generators }) };
};

const statesOf = ({ state, delivery }: Asked): PactState[] =>
  state === undefined || delivery.subject === undefined ? [] : [{ name: state, params: { ...delivery.subject } }];

/** An interaction as a Pact file holds it. */
export const toInteraction = (provider: Provider, asked: Asked, options: PactOptions): PactInteraction => {
  const { seed = 0, run = 0, path = "/", envelope } = options;
  const { contract, name, description, delivery, answer, from } = asked;
  const body = bodyOf(provider, asked, options);
  const { target, query } = tokenInPath(path, delivery.query);
  return {
    type: "Synchronous/HTTP",
    key: hash(`${provider.name} ${contract} ${name} ${seed} ${run}`).toString(16).padStart(8, "0"),
    description,
    pending: false,
    providerStates: statesOf(asked),
    request: {
      method: delivery.method,
      path: target,
      ...(Object.keys(query).length > 0 && { query: lists(query) }),
      headers: lists(delivery.headers),
      body,
      ...toldOf(provider, asked, body, envelope),
    },
    response: structuredClone(answer),
    comments: { references: { hookwright: { provider: provider.name, ...from, seed, run } } },
  };
};
