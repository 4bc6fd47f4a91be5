import { compileGenerator } from "../../../dist/index.js";
import { eventType, provider } from "../subject.mjs";
import { inlinedSchema } from "./inlined-schema.mjs";

/** What `compileGenerator` makes of the schema alone: it knows nothing of identity, so ids are mere random values. */
export const make = () => compileGenerator(inlinedSchema(provider, eventType), { seed: 1 });
