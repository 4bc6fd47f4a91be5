import type { Json } from "../../schemas/json-schema.ts";

/** One request of a Pact file, with the answer that it must get. */
export interface PactInteraction {
  type: "Synchronous/HTTP";
  /** Comes back in the verifier's results. */
  key: string;
  description: string;
  pending: false;
  providerStates: { name: string; params: Record<string, Json> }[];
  request: {
    method: string;
    path: string;
    query?: Record<string, string[]>;
    headers: Record<string, string[]>;
    body: { contentType: string; encoded: false; content: Json };
  };
  response: {
    status: number;
    matchingRules: { status: { combine: "AND"; matchers: { match: "statusCode"; status: "success" }[] } };
  };
  comments: { references: { hookwright: Record<string, Json> } };
}

/** A Pact V4 file: the consumer is the sender, the provider is the receiver. */
export interface PactDocument {
  consumer: { name: string };
  provider: { name: string };
  interactions: PactInteraction[];
  metadata: { pactSpecification: { version: "4.0" } };
}
