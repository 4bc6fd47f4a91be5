import { getAt } from "../../../schemas/pointer.ts";
import type { Provider } from "../../../schemas/provider.ts";
import { byNearness } from "../../../schemas/unknown-name.ts";
import { eachInteraction, type PactFile, type PactIssue } from "./pact-issue.ts";

const WARNS_ONLY = "Pact only warns of a state that nobody brings about";

const issueOf = (name: unknown, pointer: string, known: readonly string[] | undefined): PactIssue[] => {
  if (typeof name !== "string" || name === "") return [{ pointer, message: `is no name: ${WARNS_ONLY}` }];
  if (!known || known.includes(name)) return [];
  const [nearest] = byNearness(name, known);
  return [{ pointer, message: `is "${name}", which is no known state (nearest: ${nearest}): ${WARNS_ONLY}` }];
};

/** Provider states without a name, or that the machine of a provider does not have. */
export const stateIssues = (file: PactFile, provider: Provider | undefined): PactIssue[] =>
  eachInteraction(file).flatMap(({ at, interaction }) => {
    const states = getAt(interaction, "/providerStates");
    const known = provider && Object.keys(provider.machine.states);
    return Array.isArray(states)
      ? states.flatMap((state, i) => issueOf(getAt(state, "/name"), `${at}/providerStates/${i}/name`, known))
      : [];
  });
