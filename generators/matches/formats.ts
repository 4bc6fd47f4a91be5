import * as formatsModule from "ajv-formats/dist/formats.js";
import { commonJs } from "../../schemas/common-js.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";

type Test = RegExp | ((value: string) => boolean);
type Checked = { type?: "number" | "string"; validate: Test | ((value: number) => boolean) };

// What ajv-formats asserts; any other format is an annotation.
const FORMATS = commonJs<{ fullFormats: Readonly<Record<string, true | Test | Checked>> }>(formatsModule).fullFormats;

const read = (format: string): Checked | undefined => {
  const found = row(FORMATS, format);
  if (found === undefined || found === true) return undefined;
  return typeof found === "object" && "validate" in found ? found : { validate: found };
};

/** Tells whether validators know a format, whether or not they assert it. */
export const isKnown = (format: string): boolean => row(FORMATS, format) !== undefined;

/** The type of the values that validators assert a format of, or `undefined` where it is an annotation. */
export const assertedType = (format: string): "string" | "number" | undefined => {
  const found = read(format);
  return found && (found.type ?? "string");
};

/** Tells whether a value has a format; of one that nobody asserts, and of a value of another type, it is so. */
export const hasFormat = (format: string, value: Json): boolean => {
  const found = read(format);
  if (!found || typeof value !== assertedType(format)) return true;
  const { validate } = found;
  return validate instanceof RegExp ? validate.test(value as string) : validate(value as never);
};
