import { isObject } from "../../schemas/is-object.ts";
import { formatPointer } from "../../schemas/pointer.ts";
import { redact, type Secrets } from "../wording/redact.ts";

const pointersTo = (value: unknown, words: readonly unknown[], path: readonly string[] = []): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, item]) =>
        words.includes(item) ? [formatPointer([...path, name])] : pointersTo(item, words, [...path, name]),
      )
    : [];

/** What to say where the observed state is not where it was looked for; `undefined` where that is not the trouble. */
export const whereStateIs = (
  observed: unknown,
  word: unknown,
  words: readonly (string | undefined)[],
  secrets: Secrets,
): string | undefined => {
  if (observed === undefined || typeof word === "string") return undefined;
  const [found] = pointersTo(observed, words);
  const pointer = found === undefined ? undefined : redact(found, secrets); // its names are the receiver's
  if (pointer !== undefined) return `what was observed has the expected word at ${pointer}: give --view ${pointer}`;
  return word === undefined
    ? "what was observed has nothing at the place that view names"
    : "what was observed is no word: give view, the place of the state in it";
};
