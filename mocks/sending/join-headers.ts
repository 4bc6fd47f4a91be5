/** Headers as one text each; those that came several times are joined. */
export const joinHeaders = (
  headers: Iterable<readonly [string, string | readonly string[] | undefined]>,
): Record<string, string> => {
  const joined = new Map<string, string>();
  for (const [name, value = ""] of headers) {
    const text = typeof value === "string" ? value : value.join(", ");
    const before = joined.get(name);
    joined.set(name, before === undefined ? text : `${before}, ${text}`);
  }
  return Object.fromEntries(joined); // not by assignment: a header may be called __proto__
};
