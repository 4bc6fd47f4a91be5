import type { Json } from "../../schemas/json-schema.ts";
import type { Follow, Located } from "./located.ts";
import { matches } from "./matches.ts";

/** Schemas that all hold of a value, with all that their references lead to: data, so that source can hold it. */
export interface Trial {
  schemas: readonly Located[];
  /** What each reference leads to from each scope. */
  targets: Readonly<Record<string, Located>>;
}

/** The key of a reference from a scope. */
export const targetKey: Follow extends (...parts: infer P) => unknown ? (...parts: P) => string : never = (
  keyword,
  reference,
  scope,
) => JSON.stringify([keyword, reference, scope]);

/** Tells whether a value satisfies a trial. */
export const acceptor = ({ schemas, targets }: Trial): ((value: Json) => boolean) => {
  const table = new Map(Object.entries(targets));
  const follow: Follow = (...reference) => table.get(targetKey(...reference));
  return (value) => schemas.every((located) => matches(located, value, follow));
};
