/** The row of a table under a name that may be anything: what every object inherits is no row. */
export const row = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
