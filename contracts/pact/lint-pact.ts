import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Provider } from "../../schemas/provider.ts";
import { documentIssues } from "./lint/document-issues.ts";
import { duplicateIssues } from "./lint/duplicate-issues.ts";
import { interactionIssues } from "./lint/interaction-issues.ts";
import type { PactFile, PactIssue } from "./lint/pact-issue.ts";
import { ruleIssues } from "./lint/rule-issues.ts";
import { stateIssues } from "./lint/state-issues.ts";

const LINTS: readonly ((file: PactFile, provider: Provider | undefined) => PactIssue[])[] = [
  documentIssues,
  interactionIssues,
  duplicateIssues,
  stateIssues,
  ruleIssues,
];

/** What a document says of its interactions; messages stand apart up to version 3. */
const fileOf = (document: unknown): PactFile => {
  const pact = isObject(document) ? document : {};
  const named = ["interactions", "messages"].filter((name) => pact[name] !== undefined);
  const lists = named.flatMap((name) => {
    const interactions = pact[name];
    return Array.isArray(interactions) ? [{ at: `/${name}`, interactions }] : [];
  });
  if (lists.length === 0 || lists.length < named.length)
    throw new HookwrightError(
      "invalid-pact",
      "Failed to lint the pact: it has no list of interactions, so it is none. Give a Pact file's JSON.",
    );
  return { pact, lists };
};

/**
 * What Pact would pass in silence in a document of its, any tool's: no interactions, one key twice, an example that breaks its
 * own rule ...; an empty list if there is nothing. With a provider, its states are the known ones.
 * @throws HookwrightError `invalid-pact` for what is no pact
 * @example lintPact(JSON.parse(text)) // [{ pointer: '/interactions/0/pending', message: 'is true: …' }]
 */
export const lintPact = <E extends object, L extends string, S extends object>(
  document: unknown,
  { provider }: { provider?: Provider<E, L, S> } = {},
): PactIssue[] => {
  const file = fileOf(document);
  return LINTS.flatMap((lint) => lint(file, provider as unknown as Provider | undefined));
};
