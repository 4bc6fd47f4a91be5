import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { both, bounds, shape } from "./shape.ts";

const PATTERNS = [
  ...["^[a-z]+$", "^a", "b$", "\\d{3}", "^[A-Z][a-z]{2,5}$", "^(foo|bar|quux)$", "^[^x]*$", "x?y+z*"],
  ...["^\\S+$", "^\\w+@\\w+\\.com$", "^$|^yes$", "[äöü]", "^.{2,4}$", "^v\\d+\\.\\d+(-rc)?$", "\\bword\\b"],
];

const FORMATS = [
  ...["date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference"],
  ...["uuid", "json-pointer", "relative-json-pointer", "regex", "uri-template"],
];

const length = bounds(["minLength", "maxLength"], fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 20 }));
const wide = bounds(["minLength", "maxLength"], fc.integer({ min: 0, max: 3 }), fc.integer({ min: 20, max: 60 }));
const pattern = shape({ pattern: fc.constantFrom(...PATTERNS) }, ["pattern"]);
const format = shape({ format: fc.constantFrom(...FORMATS) }, ["format"]);

/** Schemas of strings. */
export const strings: fc.Arbitrary<JsonSchema> = both(
  shape({ type: fc.constant("string") }, ["type"]),
  fc.oneof(length, pattern, both(pattern, wide), format, both(format, wide)),
);
