import { formatPointer } from "../../schemas/pointer.ts";

/** Stands for each item of a list. */
export const ITEMS: unique symbol = Symbol("[*]");

/** Stands for the value of each key. */
export const VALUES: unique symbol = Symbol(".*");

/** A step of a path: a name, an index, or each there is. */
export type PathStep = string | number | typeof ITEMS | typeof VALUES;

/** Tells whether a step may lead to several values, or to none. */
export const isEach = (step: PathStep): step is typeof ITEMS | typeof VALUES => typeof step === "symbol";

const PLAIN = /^[A-Za-z_]\w*$/;
const STEP = /(\.\*)|(\[\*\])|\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

const formatStep = (step: PathStep): string => {
  if (isEach(step)) return step === ITEMS ? "[*]" : ".*";
  if (typeof step === "number") return `[${step}]`;
  return PLAIN.test(step) ? `.${step}` : `['${step}']`;
};

/** A path expression of Pact, or `undefined` for a name that none can hold: it has no escapes. */
export const formatBodyPath = (steps: readonly PathStep[]): string | undefined =>
  steps.some((step) => typeof step === "string" && step.includes("'"))
    ? undefined
    : `$${steps.map(formatStep).join("")}`;

/**
 * The steps of a path expression of Pact, or `undefined` where it is none.
 * @example parseBodyPath("$.data['a-b'][0]") // ['data', 'a-b', 0]
 */
export const parseBodyPath = (path: string): PathStep[] | undefined => {
  if (!path.startsWith("$")) return undefined;
  const steps: PathStep[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) return undefined;
    const [, values, items, name, index, single, double] = found;
    if (values ?? items) steps.push(values ? VALUES : ITEMS);
    else steps.push(index === undefined ? (name ?? single ?? double ?? "") : Number(index));
  }
  return steps;
};

/** A value and its pointer. */
type Located = readonly [pointer: string, value: unknown];

const into = ([pointer, value]: Located, step: PathStep): Located[] => {
  if (typeof value !== "object" || value === null) return [];
  const names = isEach(step) ? Object.keys(value) : [String(step)];
  return names
    .filter((name) => Object.hasOwn(value, name))
    .map((name) => [pointer + formatPointer([name]), (value as Record<string, unknown>)[name]]);
};

/** Every value that a path leads to. */
export const selectAt = (root: unknown, steps: readonly PathStep[]): Located[] =>
  steps.reduce<Located[]>((found, step) => found.flatMap((one) => into(one, step)), [["", root]]);
