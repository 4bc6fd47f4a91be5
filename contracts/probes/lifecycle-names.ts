import type { LifecycleDefinition, NamedLifecycle } from "../../schemas/provider.ts";

const speaksOfPrevious = (lifecycle: NamedLifecycle | undefined): boolean =>
  (lifecycle?.steps ?? []).some((step) => typeof step === "object" && "event" in step && step.of === "previous");

/** The named lifecycles that one subject runs through from its first to its last event; random walks left out. */
export const plainLifecycles = ({ lifecycles }: LifecycleDefinition): string[] =>
  Object.keys(lifecycles).filter((name) => lifecycles[name]?.walk !== "random" && !speaksOfPrevious(lifecycles[name]));

/** The named lifecycles in which what was replaced still speaks. */
export const replacingLifecycles = ({ lifecycles }: LifecycleDefinition): string[] =>
  Object.keys(lifecycles).filter((name) => speaksOfPrevious(lifecycles[name]));

/** The names of those lifecycles that are a walk of a kind. */
export const walksOf = ({ lifecycles }: LifecycleDefinition, kind: "full" | "random"): string[] =>
  Object.keys(lifecycles).filter((name) => lifecycles[name]?.walk === kind);
