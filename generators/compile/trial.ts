import { row } from "../../schemas/row.ts";
import { type Trial, targetKey } from "../matches/acceptor.ts";
import { type Follow, type Located, locate, type Schema } from "../matches/located.ts";
import { KEYWORDS } from "./keywords.ts";

const subschemasOf = (schema: Schema): Schema[] =>
  typeof schema === "boolean"
    ? []
    : Object.entries(schema).flatMap(([keyword, value]) => {
        if (keyword === "$defs" || keyword === "definitions") return []; // reached by reference only
        const holds = row(KEYWORDS, keyword)?.holds;
        return holds === undefined ? [] : holds === "schema" ? [value as Schema] : Object.values(value as Schema[]);
      });

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
    for (const inner of subschemasOf(schema)) visit(locate(inner, scope));
  };
  for (const located of schemas) visit(located);
  return { schemas, targets: Object.fromEntries(targets) };
};
