import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "../../schemas/json-schema.ts";
import { remotes } from "./definitions.ts";
import type { Schema } from "./schema.ts";

// allErrors: without it Ajv 8 skips `contains` for arrays shorter than `prefixItems`.
const OPTIONS = { strict: false, allErrors: true, validateFormats: false, validateSchema: false } as const;

/** A judge of one schema of the suite by Ajv; `format` and contents are annotations. */
export const ajvJudge = (schema: Schema): ((value: Json) => boolean) => {
  const ajv = new Ajv2020(OPTIONS);
  for (const [id, remote] of Object.entries(remotes)) ajv.addSchema(remote, id);
  return ajv.compile(schema);
};
