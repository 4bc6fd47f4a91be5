/** One thing in a Pact file that Pact would pass in silence, or not load. */
export interface PactIssue {
  /** JSON Pointer into the document; of what is missing, where it should be. */
  pointer: string;
  message: string;
}

/** A Pact file of any tool: nothing in it is known but that it lists interactions, or messages up to version 3, or both. */
export interface PactFile {
  pact: Readonly<Record<string, unknown>>;
  /** Each with its pointer. */
  lists: readonly { at: string; interactions: readonly unknown[] }[];
}

/** Each interaction with its pointer. */
export const eachInteraction = ({ lists }: PactFile): { at: string; interaction: unknown }[] =>
  lists.flatMap(({ at, interactions }) => interactions.map((interaction, i) => ({ at: `${at}/${i}`, interaction })));

/** Tells whether a document is of Pact 4, the version that knows keys and types. */
export const isVersion4 = ({ pact }: PactFile): boolean => /^4(\.|$)/.test(versionOf(pact));

/** The version of Pact that a document names, or nothing. */
export const versionOf = (pact: Readonly<Record<string, unknown>>): string => {
  const metadata = Object(pact["metadata"]);
  const version =
    (metadata.pactSpecification ?? metadata["pact-specification"])?.version ?? metadata.pactSpecificationVersion;
  return typeof version === "string" ? version : "";
};
