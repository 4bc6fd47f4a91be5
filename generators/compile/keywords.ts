/** Keywords of draft 2020-12 that the compiler has no rule for yet: refused rather than silently broken. */
export const REFUSED: readonly string[] = [
  ...["anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "prefixItems", "contains", "uniqueItems"],
  ...["patternProperties", "unevaluatedProperties", "unevaluatedItems", "multipleOf", "exclusiveMinimum"],
  ...["exclusiveMaximum", "$dynamicRef"],
];

/** Keywords that two schemas which both hold must say alike; of any other, an annotation, the nearer one counts. */
export const MUST_AGREE: ReadonlySet<string> = new Set([
  ...["type", "const", "pattern", "format", "additionalProperties", "dependentRequired"],
  ...REFUSED,
]);
