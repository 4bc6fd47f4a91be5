const UNSEEN = ["inferred", "third-party"];
// What says nothing of values; "x-certainty", too: what is left is to be drawn, however certain.
const ANNOTATIONS = ["$schema", "title", "description", "$comment", "x-certainty"];

/**
 * The schema of an event type in one piece, for those who resolve no `$ref`s between files; without the optional fields
 * that hookwright does not draw by default, so that all make the same payload, and without annotations, which cost some time.
 */
export const inlinedSchema = (provider, eventType) => {
  const inline = (schema, base) => {
    if (Array.isArray(schema)) return schema.map((item) => inline(item, base));
    if (typeof schema !== "object" || schema === null) return schema;
    const { $ref, $id, properties, ...rest } = schema;
    const from = $id ?? base;
    const entries = Object.entries(rest)
      .filter(([keyword]) => !ANNOTATIONS.includes(keyword))
      .map(([keyword, value]) => [keyword, inline(value, from)]);
    const drawn = Object.entries(properties ?? {}).filter(
      ([name, { "x-certainty": certainty }]) => rest.required?.includes(name) || !UNSEEN.includes(certainty),
    );
    const reference = $ref === undefined ? undefined : new URL($ref, from).href;
    return {
      ...(reference && inline(provider.resolve(reference), reference)),
      ...Object.fromEntries(entries),
      ...(properties && { properties: Object.fromEntries(drawn.map(([name, one]) => [name, inline(one, from)])) }),
    };
  };
  return inline(provider.schema(eventType), "");
};
