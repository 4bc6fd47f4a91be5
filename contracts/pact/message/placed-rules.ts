import { isObject } from "../../../schemas/is-object.ts";
import { type PathStep, parseBodyPath } from "../body-path.ts";
import type { Matcher } from "./matchers.ts";
import { weightOf } from "./weight-of.ts";

/** The steps to a place in a payload. */
export type Place = readonly (string | number)[];

/** The rules of one place. */
export interface PlacedRule {
  steps: readonly PathStep[];
  combine: "AND" | "OR";
  matchers: readonly Matcher[];
}

/** The rule that holds of a place. */
export interface Chosen {
  combine: "AND" | "OR";
  matchers: readonly Matcher[];
  /** The rule is that of what holds the place. */
  cascaded: boolean;
}

/** Pact's choice: the most exact path, and of those the longest; it holds of all below, too. */
export const chooseRule = (rules: readonly PlacedRule[], at: Place): Chosen | undefined => {
  let best: PlacedRule | undefined;
  let most = 0;
  for (const rule of rules) {
    const weight = weightOf(rule.steps, at) * (rule.steps.length + 1);
    if (weight > 0 && weight >= most) [best, most] = [rule, weight];
  }
  return best && { ...best, cascaded: best.steps.length < at.length };
};

const EQUALITY: Matcher = { match: "equality" };

/** The matchers of a rule; one without any asks for the example's own value, as Pact's engine has it. */
export const orEquality = (matchers: readonly unknown[]): readonly Matcher[] => {
  const known = matchers.filter(isObject);
  return known.length === 0 ? [EQUALITY] : known;
};

/** The rules of a body, such as `{ "$.data.id": { matchers: [...] } }`; a path that is none is left out. */
export const placeRules = (rules: unknown): PlacedRule[] =>
  Object.entries(isObject(rules) ? rules : {}).flatMap(([path, rule]) => {
    const steps = parseBodyPath(path);
    const { combine, matchers } = Object(rule);
    if (!steps || !Array.isArray(matchers)) return [];
    return [{ steps, combine: combine === "OR" ? "OR" : "AND", matchers: orEquality(matchers) }];
  });
