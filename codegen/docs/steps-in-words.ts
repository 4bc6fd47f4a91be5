import { fullWalk } from "../../generators/machine.ts";
import type { LifecycleDefinition, StepDefinition } from "../../schemas/provider.ts";
import type { Short } from "./short-names.ts";
import { code } from "./table.ts";

const BEFORE = { replacement: " of the certificate before, an orphan", subject: " of the subject before" } as const;

/** Whose event a step is that is of what was before. */
const ownerInWords = ({ silent = {} }: LifecycleDefinition, before: readonly StepDefinition[]): string => {
  const starts = before.flatMap((step) => (typeof step === "object" && "silent" in step ? step.silent : []));
  return BEFORE[silent[starts.at(-1) ?? ""]?.starts ?? "subject"];
};

const stepInWords = (
  machine: LifecycleDefinition,
  step: StepDefinition,
  before: readonly StepDefinition[],
  short: Short,
): string[] => {
  if (typeof step === "string") return [code(short(step))];
  if ("lifecycle" in step) return stepsInWords(machine, step.lifecycle, short);
  if ("silent" in step) return [`(${step.silent})`];
  const owner = step.of ? ownerInWords(machine, before) : "";
  return [`${code(short(step.event))}${step.repeat ? " ×n" : ""}${owner}`];
};

/** The steps of a named lifecycle: events in code, silent moves in parentheses. */
export const stepsInWords = (machine: LifecycleDefinition, name: string, short: Short): string[] => {
  const { steps = [], walk } = machine.lifecycles[name] ?? {};
  if (walk === "full") return fullWalk(machine).map((eventType) => code(short(eventType)));
  if (walk === "random") return ["drawn from the seed"];
  return steps.flatMap((step, i) => stepInWords(machine, step, steps.slice(0, i), short));
};
