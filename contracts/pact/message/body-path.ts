/** A step of a path: a name, an index, or any of them. */
export type PathStep = string | number | typeof ANY | typeof ANY_INDEX;

const ANY: unique symbol = Symbol("*");
const ANY_INDEX: unique symbol = Symbol("[*]");

const STEP = /\.(\*)|\.([^.[\]'"*\s]+)|\[(\*)\]|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** The steps of a path of Pact's, such as `$.data['a b'][*].id`; `undefined` for what is none. */
export const parsePath = (path: string): PathStep[] | undefined => {
  if (!path.startsWith("$")) return undefined;
  const steps: PathStep[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) return undefined;
    const [, star, name, starIndex, index, single, double] = match;
    steps.push(star ? ANY : starIndex ? ANY_INDEX : index ? Number(index) : (name ?? single ?? double ?? ""));
  }
  return steps;
};

const weigh = (step: PathStep | undefined, at: string | number): number => {
  if (step === at) return 2;
  if (step === ANY) return 1;
  return step === ANY_INDEX && typeof at === "number" ? 1 : 0;
};

/** How exactly a rule's path leads to a place or to what holds it: 0 is not at all. */
export const weightOf = (steps: readonly PathStep[], at: readonly (string | number)[]): number =>
  steps.length > at.length ? 0 : steps.reduce<number>((weight, step, i) => weight * weigh(step, at[i] ?? ""), 2);

const PLAIN = /^[\w-]+$/;

/** A place as Pact writes it, the inverse of `parsePath`. */
export const formatPath = (at: readonly (string | number)[]): string =>
  `$${at.map((part) => (typeof part === "number" ? `[${part}]` : PLAIN.test(part) ? `.${part}` : `['${part}']`)).join("")}`;
