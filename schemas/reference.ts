const LOCAL = "hookwright://schemas/";

/** The absolute form of a `$ref` or `$id`, given the `$id` of the schema that holds it; a fragment of no file stays one. */
export const absoluteReference = (reference: string, base: string): string => {
  if (base === "" && reference.startsWith("#")) return reference;
  const from = URL.canParse(base) ? base : LOCAL + base;
  return URL.canParse(reference, from) ? new URL(reference, from).href : reference;
};

/** The resource that a reference leads to, whatever part of it is meant. */
export const withoutFragment = (reference: string): string => reference.split("#")[0] ?? "";
