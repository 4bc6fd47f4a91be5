const SECRET = /\{secret\}|%7Bsecret%7D/gi;

/** A target with the first value of a query where it says `{secret}`, and what is left of the query. */
export const tokenInPath = (
  target: string,
  query: Readonly<Record<string, string>>,
): { target: string; query: Readonly<Record<string, string>> } => {
  const [token, ...others] = Object.entries(query);
  if (token === undefined || target.search(SECRET) < 0) return { target, query };
  return { target: target.replaceAll(SECRET, encodeURIComponent(token[1])), query: Object.fromEntries(others) };
};
