import {
  hasSchema,
  registerSchema,
  type SchemaObject,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from "@hyperjump/json-schema/draft-2020-12";
import type { Json } from "../../schemas/json-schema.ts";
import { remotes } from "./definitions.ts";
import type { Schema } from "./schema.ts";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";
const RETRIEVAL = "https://hookwright.test/group";

setShouldValidateFormat(false);

const registerRemotes = (): void => {
  for (const [id, remote] of Object.entries(remotes))
    if (!hasSchema(id)) registerSchema(remote as SchemaObject, id, DIALECT);
};

/** A judge of one schema of the suite by Hyperjump; `format` and contents are annotations. */
export const hyperjumpJudge = async (schema: Schema): Promise<(value: Json) => boolean> => {
  registerRemotes();
  registerSchema(schema as SchemaObject, RETRIEVAL, DIALECT);
  try {
    const validator = await validate(RETRIEVAL);
    return (value) => validator(value).valid;
  } finally {
    unregisterSchema(RETRIEVAL);
  }
};
