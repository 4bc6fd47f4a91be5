import type { LifecycleDefinition } from "../../schemas/provider.ts";

// What Mermaid's grammar of state diagrams keeps for itself where an id stands.
const KEYWORD = /^(?:state|note|end|class|classDef|style|direction|default|scale|hide|as|click|accTitle|accDescr)$/i;

/** A Mermaid id for each state: letters, digits and underscores. */
const idsOf = (states: readonly string[]): Map<string, string> => {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const state of states) {
    let id = state.replaceAll(/\W/g, "_");
    while (taken.has(id) || KEYWORD.test(id)) id += "_";
    taken.add(id);
    ids.set(state, id);
  }
  return ids;
};

// A colon or semicolon ends a label, a hash begins an entity, a quotation mark ends a name.
const label = (text: string): string => text.replaceAll(/[:;#"]/g, " ");

const marks = ({ final, gone }: { final?: boolean; gone?: boolean }): string => {
  const all = [final && "final", gone && "gone"].filter(Boolean);
  return all.length === 0 ? "" : ` (${all.join(", ")})`;
};

/** A lifecycle as a Mermaid state diagram: events by their short names, silent moves in parentheses. */
export const stateDiagram = (
  { initial, states }: LifecycleDefinition,
  short: (eventType: string) => string,
): string => {
  const ids = idsOf(Object.keys(states));
  const edge = (from: string, to: string, text: string) => `  ${ids.get(from)} --> ${ids.get(to)}: ${label(text)}`;
  const entries = Object.entries(states);
  return [
    "stateDiagram-v2",
    ...entries.map(([name, state]) => `  state "${label(name)}${marks(state)}" as ${ids.get(name)}`),
    `  [*] --> ${ids.get(initial)}`,
    ...entries.flatMap(([from, { on = {} }]) => Object.entries(on).map(([event, to]) => edge(from, to, short(event)))),
    ...entries.flatMap(([from, { silent = {} }]) =>
      Object.entries(silent).map(([move, to]) => edge(from, to, `(${move})`)),
    ),
    ...entries.flatMap(([name, { final }]) => (final ? [`  ${ids.get(name)} --> [*]`] : [])),
  ].join("\n");
};
