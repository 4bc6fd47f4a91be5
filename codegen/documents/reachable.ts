import type { Schema } from "../../generators/matches/located.ts";
import { mapSchema } from "../map-schema.ts";
import type { Place } from "./components.ts";

const referencesIn = (schema: Schema): string[] => {
  const references: string[] = [];
  mapSchema(schema, (one) => {
    if (one.$ref !== undefined) references.push(one.$ref);
    return one;
  });
  return references;
};

/** The components that schemas lead to, straight or through others, in the order of the components. */
export const reachable = (
  from: readonly Schema[],
  components: Readonly<Record<string, Schema>>,
  place: Place,
): Record<string, Schema> => {
  const nameOf = (reference: string): string[] =>
    Object.keys(components).filter((name) => reference === place(name) || reference.startsWith(`${place(name)}/`));
  const names = new Set(from.flatMap(referencesIn).flatMap(nameOf));
  for (const name of names) // grows on the way
    for (const next of referencesIn(components[name] ?? true).flatMap(nameOf)) names.add(next);
  return Object.fromEntries(Object.entries(components).filter(([name]) => names.has(name)));
};
