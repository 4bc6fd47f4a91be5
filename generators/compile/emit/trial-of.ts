import { type Trial, targetKey } from "../../matches/acceptor.ts";
import { type Follow, type Located, locate, type Schema } from "../../matches/located.ts";
import { subschemasOf } from "../subschemas.ts";

// What is in $defs is reached by reference only.
const partsOf = (schema: Schema): Schema[] =>
  Object.entries(typeof schema === "boolean" ? {} : schema)
    .filter(([keyword]) => keyword !== "$defs" && keyword !== "definitions")
    .flatMap(([keyword, value]) => subschemasOf(keyword, value) as Schema[]);

/** Gathers all that a value is tried against: the schemas, and what their references lead to. */
export const trialOf = (schemas: readonly Located[], follow: Follow): Trial => {
  const targets = new Map<string, Located>();
  const visit = ({ schema, scope }: Located): void => {
    for (const keyword of ["$ref", "$dynamicRef"] as const) {
      const reference = typeof schema === "boolean" ? undefined : schema[keyword];
      if (typeof reference !== "string") continue;
      const key = targetKey(keyword, reference, scope);
      const target = targets.has(key) ? undefined : follow(keyword, reference, scope);
      if (!target) continue;
      targets.set(key, target);
      visit(target);
    }
    for (const inner of partsOf(schema)) visit(locate(inner, scope));
  };
  for (const located of schemas) visit(located);
  return { schemas, targets: Object.fromEntries(targets) };
};
