import * as formatsModule from "ajv-formats/dist/formats.js";
import { commonJs } from "../../schemas/common-js.ts";
import { row } from "../../schemas/row.ts";
import { type Emission, keyOf, type Place } from "./emission.ts";
import type { Node } from "./normalise.ts";
import { emitPattern } from "./pattern.ts";
import { schemaError } from "./schema-error.ts";

const FORMATS: Readonly<Record<string, (base: string, key: string) => string>> = {
  "date-time": (base, key) => `dateTime(${base}, ${key})`,
  date: (base, key) => `dateTime(${base}, ${key}).slice(0, 10)`,
  uuid: (base, key) => `uuid(${base}, ${key})`,
  hostname: (base, key) => `(characters(${base}, ${key}, "abcdefghijklmnopqrstuvwxyz", 3, 12) + ".com")`,
  email: (base, key) => `(characters(${base}, ${key}, "abcdefghijklmnopqrstuvwxyz", 3, 12) + "@mail.com")`,
  uri: (base, key) => `("https://" + characters(${base}, ${key}, "abcdefghijklmnopqrstuvwxyz", 3, 12) + ".com/")`,
};

// A format that Ajv checks must be drawn right; any other is an annotation.
const ASSERTED = commonJs<{ fullFormats: Readonly<Record<string, unknown>> }>(formatsModule).fullFormats;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const MORE = 12; // characters beyond the fewest

/** Draws a string of a format, of a pattern, or of letters within `minLength` and `maxLength`. */
export const emitString = (node: Node, place: Place, emission: Emission): string => {
  const { minLength, maxLength, pattern, format } = node;
  const key = keyOf(place.pointer);
  const where = { schema: emission.schema, pointer: place.pointer };
  const formatted = format === undefined ? undefined : row(FORMATS, format);
  if (format !== undefined && !formatted && row(ASSERTED, format) !== undefined)
    throw schemaError(
      where,
      "format",
      `is "${format}", which is not supported`,
      "Give x-faker a method whose values have it.",
    );
  const special =
    formatted?.(place.base, key) ?? (pattern === undefined ? undefined : emitPattern(pattern, place, where));
  if (
    special !== undefined &&
    (minLength !== undefined || maxLength !== undefined || (formatted && pattern !== undefined))
  )
    throw schemaError(
      where,
      formatted ? "format" : "pattern",
      "stands beside other limits of the same string",
      "Give x-faker a method whose values satisfy all of them.",
    );
  if (special !== undefined) return special;
  const fewest = minLength ?? Math.min(1, maxLength ?? 1);
  const most = Math.min(maxLength ?? fewest + MORE, fewest + MORE);
  if (most < fewest)
    throw schemaError(where, "maxLength", `is ${most}, below the minLength ${fewest}`, "Mend one of them.");
  return `characters(${place.base}, ${key}, "${LETTERS}", ${fewest}, ${most})`;
};
