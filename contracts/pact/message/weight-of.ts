import { ITEMS, type PathStep, VALUES } from "../body-path.ts";

const weigh = (step: PathStep | undefined, at: string | number): number => {
  if (step === at) return 2;
  if (step === VALUES) return 1;
  return step === ITEMS && typeof at === "number" ? 1 : 0;
};

/** How exactly a rule's path leads to a place or to what holds it: 0 is not at all. */
export const weightOf = (steps: readonly PathStep[], at: readonly (string | number)[]): number =>
  steps.length > at.length ? 0 : steps.reduce<number>((weight, step, i) => weight * weigh(step, at[i] ?? ""), 2);
