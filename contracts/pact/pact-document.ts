import type { Json } from "../../schemas/json-schema.ts";
import type { Auth } from "../../schemas/provider.ts";

/** One of Pact's matchers, such as `{ match: "regex", regex: "^a" }`. */
export interface PactMatcher {
  match: string;
  [argument: string]: Json;
}

/** What must hold of a value: all of the matchers, or any. */
export interface PactRule {
  combine: "AND" | "OR";
  matchers: PactMatcher[];
}

/** Puts a value into a request that a state handler returned, by its name; without it the example stays. */
export interface PactGenerator {
  type: "ProviderState";
  /** `${name}`, with what stands around it. */
  expression: string;
  dataType: "STRING" | "RAW";
}

/** What a request holds: JSON, or exact bytes in base64. */
export type PactBody =
  | { contentType: string; encoded: false; content: Json }
  | { contentType: string; encoded: "base64"; content: string };

/** A provider state that the receiver is brought into, with the subject that it is about. */
export interface PactState {
  name: string;
  params: Record<string, Json>;
}

/** One request of a Pact file, with the answer that it must get. */
export interface PactInteraction {
  type: "Synchronous/HTTP";
  /** Comes back in the verifier's results. */
  key: string;
  description: string;
  pending: false;
  /** Empty where nothing has to be there: an orphan names no subject. */
  providerStates: PactState[];
  request: {
    method: string;
    path: string;
    query?: Record<string, string[]>;
    headers: Record<string, string[]>;
    body: PactBody;
    /** By Pact's path expressions, such as `$.data.id`. */
    matchingRules?: { body: Record<string, PactRule> };
    generators?: { body: Record<string, PactGenerator> };
  };
  response: { status: number; matchingRules: { status: PactRule } };
  comments: { references: { hookwright: Record<string, Json> } };
}

/** A Pact V4 file: the consumer is the sender, the provider is the receiver. */
export interface PactDocument {
  consumer: { name: string };
  provider: { name: string };
  interactions: PactInteraction[];
  metadata: {
    pactSpecification: { version: "4.0" };
    /** What the file was built from; `contract` is a lifecycle's name, `variants` or `negatives`. */
    hookwright: {
      provider: string;
      contract: string;
      seed: number;
      run: number;
      /** The one in the requests, so that `verifyPact` can put another in its place. */
      secret?: string;
      /** How the requests are proven by the secret. */
      auth?: Auth;
      /** The one of the requests before the secret stood in it, at `{secret}`. */
      path?: string;
    };
  };
}
