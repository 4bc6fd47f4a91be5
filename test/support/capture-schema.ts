import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const file = join(import.meta.dirname, "../../contracts/capture.schema.json");

const ajv = new Ajv2020({ allErrors: true });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);

/** What is wrong with a capture by its schema. */
export const captureErrors = (capture: unknown): unknown[] => (validate(capture) ? [] : [...(validate.errors ?? [])]);
