import { createGeneratorSync } from "json-schema-faker";
import { eventType, provider } from "../subject.mjs";
import { inlinedSchema } from "./inlined-schema.mjs";

/** All optional fields, or it would make half the payload; its words are random characters, and nothing follows from anything. */
export const make = () => {
  const generator = createGeneratorSync({ seed: 1, alwaysFakeOptionals: true });
  const schema = inlinedSchema(provider, eventType);
  const value = () => generator.generate(schema);
  return { value, text: () => JSON.stringify(value()) };
};
