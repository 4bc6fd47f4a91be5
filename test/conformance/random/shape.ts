import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";

/** Random values of a schema's keywords; what is not in `always` is there half of the time. */
export const shape = (
  keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  always: readonly string[] = [],
): fc.Arbitrary<JsonSchema> =>
  fc.record(keywords, { requiredKeys: [...always], noNullPrototype: true }) as fc.Arbitrary<JsonSchema>;

/** One schema with the keywords of two. */
export const both = (one: fc.Arbitrary<JsonSchema>, other: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> =>
  fc.tuple(one, other).map(([first, second]) => ({ ...first, ...second }));

/** Two keywords that bound the same thing, each there or not, in the right order. */
export const bounds = (
  [least, most]: readonly [string, string],
  from: fc.Arbitrary<number>,
  span: fc.Arbitrary<number>,
): fc.Arbitrary<JsonSchema> =>
  fc.tuple(from, span, fc.constantFrom("none", "least", "most", "both")).map(([low, width, present]) => ({
    ...(present === "least" || present === "both" ? { [least]: low } : {}),
    ...(present === "most" || present === "both" ? { [most]: low + width } : {}),
  }));
