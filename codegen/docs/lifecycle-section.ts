import type { LifecycleDefinition } from "../../schemas/provider.ts";
import { eventTypesOf, type ProviderFolder } from "../../schemas/provider-folder.ts";
import { sourceTable } from "./lifecycle-sources.ts";
import { timesInWords } from "./lifecycle-times.ts";
import { commonPrefix, type Short, shortNames } from "./short-names.ts";
import { stateDiagram } from "./state-diagram.ts";
import { stepsInWords } from "./steps-in-words.ts";
import { code, table } from "./table.ts";

const stateTable = ({ states, initial }: LifecycleDefinition): string =>
  table(
    ["state", "what it is", "marks"],
    Object.entries(states).map(([name, { description = "", final, gone }]) => [
      code(name),
      description,
      [name === initial && "initial", final && "final", gone && "gone"].filter(Boolean).join(", "),
    ]),
  );

const lifecycleTable = (machine: LifecycleDefinition, short: Short): string =>
  table(
    ["lifecycle", "what happens", "steps"],
    Object.entries(machine.lifecycles).map(([name, { description }]) => [
      code(name),
      description,
      stepsInWords(machine, name, short).join(", "),
    ]),
  );

/** What docs/lifecycles.md says of one provider. */
export const lifecycleSection = (folder: ProviderFolder): string => {
  const { provider, lifecycle: machine } = folder;
  const prefix = commonPrefix(eventTypesOf(folder));
  const short = shortNames(prefix);
  const leftOut = prefix === "" ? "" : `Event types begin with ${code(prefix)}, which is left out here. `;
  return [
    `## ${provider.title}`,
    `${leftOut}${machine.$comment ?? ""}`.trim(),
    `\`\`\`mermaid\n${stateDiagram(machine, short)}\n\`\`\``,
    stateTable(machine),
    "### Named lifecycles",
    lifecycleTable(machine, short),
    "### Times",
    ...timesInWords(machine, short),
    "### How surely it is known",
    "What `lifecycle.json` marks as less than documented, and the sources and remarks that it gives.",
    sourceTable(machine, short),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
};
