import { type GenerateOptions, generate } from "json-schema-faker";
import type { Maker } from "./conform.ts";
import type { Definitions } from "./schema.ts";

type PeerSchema = Parameters<typeof generate>[0];

const lookUp = (definitions: Definitions, reference: string): PeerSchema => {
  const found = definitions[reference.split("#")[0] ?? ""];
  if (found === undefined) throw new Error(`Unresolved $ref: ${reference}`);
  return found as PeerSchema;
};

/** Values of json-schema-faker, given the same definitions; whatever it throws is a refusal. */
export const jsonSchemaFakerMaker = (options: GenerateOptions = {}): Maker => ({
  async make(schema, definitions) {
    const refResolver = (reference: string): PeerSchema => lookUp(definitions, reference);
    return (seed) => generate(schema as PeerSchema, { ...options, seed, refResolver });
  },
  isRefusal: () => true,
});
