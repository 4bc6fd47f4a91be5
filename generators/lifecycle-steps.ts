import type { LifecycleDefinition, StepDefinition } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { draw, hash } from "./draws/bits.ts";
import { fullWalk, randomWalk } from "./machine.ts";

/** A lifecycle's plan: events, of the subject or of what was replaced, and the silent moves that it names. */
export type PlannedStep = { event: string; of?: "previous" | undefined } | { silent: string };

/** What a plan depends on beside its name. */
export interface PlanOptions {
  /** How often a repeated failure happens. */
  repeats: number;
  /** Decides a random walk. */
  key: string;
}

const full = new WeakMap<LifecycleDefinition, string[]>();

const WALKS: Readonly<Record<"full" | "random", (machine: LifecycleDefinition, key: string) => string[]>> = {
  full: (machine) => {
    const known = full.get(machine) ?? fullWalk(machine);
    full.set(machine, known);
    return known;
  },
  random: (machine, key) => {
    let drawn = 0;
    return randomWalk(machine, (below) => draw(hash(`random walk ${key}`), drawn++) % below);
  },
};

const expand = (machine: LifecycleDefinition, step: StepDefinition, options: PlanOptions): PlannedStep[] => {
  if (typeof step === "string") return [{ event: step }];
  if ("lifecycle" in step) return planLifecycle(machine, step.lifecycle, options);
  if ("silent" in step) return [step];
  return Array.from({ length: step.repeat ? options.repeats : 1 }, () => ({ event: step.event, of: step.of }));
};

/** The plan of steps as lifecycle.json writes them. */
export const planSteps = (
  machine: LifecycleDefinition,
  steps: readonly StepDefinition[],
  options: PlanOptions,
): PlannedStep[] => steps.flatMap((step) => expand(machine, step, options));

/** The plan of a named lifecycle. */
export const planLifecycle = (machine: LifecycleDefinition, name: string, options: PlanOptions): PlannedStep[] => {
  if (!Object.hasOwn(machine.lifecycles, name)) throw unknownName("lifecycle", name, Object.keys(machine.lifecycles));
  const { steps = [], walk } = machine.lifecycles[name] ?? {};
  return walk ? WALKS[walk](machine, options.key).map((event) => ({ event })) : planSteps(machine, steps, options);
};
