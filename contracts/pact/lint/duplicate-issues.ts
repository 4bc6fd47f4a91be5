import { getAt } from "../../../schemas/pointer.ts";
import { eachInteraction, type PactFile, type PactIssue } from "./pact-issue.ts";

// What a verifier's results name an interaction by.
const NAMES: Readonly<Record<string, string>> = {
  key: "the results of the two cannot be told apart",
  description: "Pact's output names an interaction by it",
};

const duplicatesOf = (file: PactFile, name: string, why: string): PactIssue[] => {
  const first = new Map<unknown, string>();
  return eachInteraction(file).flatMap(({ at, interaction }): PactIssue[] => {
    const value = getAt(interaction, `/${name}`);
    const before = first.get(value);
    if (before === undefined) first.set(value, at);
    return value === undefined || before === undefined
      ? []
      : [{ pointer: `${at}/${name}`, message: `is the ${name} of ${before}, too: ${why}` }];
  });
};

/** Keys and descriptions that two interactions have. */
export const duplicateIssues = (file: PactFile): PactIssue[] =>
  Object.entries(NAMES).flatMap(([name, why]) => duplicatesOf(file, name, why));
