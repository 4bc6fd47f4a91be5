import { Ajv } from "ajv/dist/ajv.js";
import addFormats from "ajv-formats";
import { OCTOKIT_ID, octokitReference, octokitSchema } from "./octokit.ts";

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
ajv.addSchema(octokitSchema, OCTOKIT_ID);

/** A judge of an event of GitHub: what is wrong with a value; undefined where it is valid. */
export const octokitJudge = (name: string): ((value: unknown) => string | undefined) => {
  const validate = ajv.compile(octokitReference(name));
  return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
};
