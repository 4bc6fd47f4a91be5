import type { AST } from "@eslint-community/regexpp";

/** The fewest and the most of something. */
export interface Lengths {
  fewest: number;
  most: number;
}

type Repeats = Map<AST.Quantifier, Lengths>;

const MORE: readonly number[] = [8, 3, 1]; // repetitions beyond the fewest, by how many repetitions they are in

const sum = (parts: readonly Lengths[]): Lengths => ({
  fewest: parts.reduce((total, { fewest }) => total + fewest, 0),
  most: parts.reduce((total, { most }) => total + most, 0),
});

const lengthOfElement = (element: AST.Element, repeats: ReadonlyMap<AST.Quantifier, Lengths>): Lengths => {
  if (element.type === "Group" || element.type === "CapturingGroup") return lengthOf(element.alternatives, repeats);
  if (element.type !== "Quantifier") return { fewest: 1, most: 1 };
  const inner = lengthOfElement(element.element, repeats);
  const { fewest, most } = repeats.get(element) ?? { fewest: element.min, most: element.min };
  return { fewest: inner.fewest * fewest, most: inner.most * most };
};

/** How many characters the strings have that alternatives draw. */
export const lengthOf = (
  alternatives: readonly AST.Alternative[],
  repeats: ReadonlyMap<AST.Quantifier, Lengths>,
): Lengths => {
  const each = alternatives.map(({ elements }) => sum(elements.map((element) => lengthOfElement(element, repeats))));
  return { fewest: Math.min(...each.map(({ fewest }) => fewest)), most: Math.max(...each.map(({ most }) => most)) };
};

const quantifiersOf = (alternatives: readonly AST.Alternative[], level = 0): [AST.Quantifier, Lengths][] =>
  alternatives.flatMap(({ elements }) =>
    elements.flatMap((element) => {
      const inner = element.type === "Quantifier" ? element.element : element;
      const isGroup = inner.type === "Group" || inner.type === "CapturingGroup";
      const inside = isGroup ? quantifiersOf(inner.alternatives, level + (inner === element ? 0 : 1)) : [];
      if (element.type !== "Quantifier") return inside;
      const most = Math.min(element.max, element.min + (MORE[level] ?? 0));
      return [[element, { fewest: element.min, most }] as [AST.Quantifier, Lengths], ...inside];
    }),
  );

// Quantifiers whose every repetition is one character more, and that every string passes through.
const adjustable = (alternatives: readonly AST.Alternative[]): AST.Quantifier[] =>
  alternatives.length !== 1
    ? []
    : (alternatives[0]?.elements ?? []).flatMap((element) => {
        if (element.type === "Group" || element.type === "CapturingGroup") return adjustable(element.alternatives);
        if (element.type !== "Quantifier") return [];
        const { element: inner } = element;
        return inner.type === "Group" || inner.type === "CapturingGroup" ? [] : [element];
      });

/** How often each quantifier repeats, so that a string's length lies within the limits as far as that can be arranged. */
export const repetitions = (
  alternatives: readonly AST.Alternative[],
  minLength: number,
  maxLength: number,
): ReadonlyMap<AST.Quantifier, Lengths> => {
  const repeats: Repeats = new Map(quantifiersOf(alternatives));
  for (const one of adjustable(alternatives)) {
    const lacking = minLength - lengthOf(alternatives, repeats).fewest;
    const fewest = Math.min(one.max, one.min + Math.max(0, lacking));
    repeats.set(one, { fewest, most: Math.min(one.max, fewest + (MORE[0] ?? 0)) });
  }
  for (const one of adjustable(alternatives).reverse()) {
    const { fewest, most } = repeats.get(one) as Lengths;
    const excess = lengthOf(alternatives, repeats).most - maxLength;
    repeats.set(one, { fewest, most: Math.max(fewest, most - Math.max(0, excess)) });
  }
  return repeats;
};
