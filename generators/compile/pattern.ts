import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { keyOf, literal, type Place } from "./emission.ts";
import { schemaError } from "./schema-error.ts";

const MORE = 8; // repetitions beyond the fewest
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

interface Context {
  place: Place;
  refuse(what: string): Error;
}

const SETS: Readonly<Record<string, RegExp>> = { digit: /\d/, word: /\w/, space: /\s/ };

type ClassElement = AST.CharacterClass["elements"][number];

const elementMatches = (element: ClassElement, character: string, context: Context): boolean => {
  const code = character.codePointAt(0) ?? 0;
  if (element.type === "Character") return element.value === code;
  if (element.type === "CharacterClassRange") return element.min.value <= code && code <= element.max.value;
  const set = element.type === "CharacterSet" ? SETS[element.kind] : undefined;
  if (element.type === "CharacterSet" && set) return set.test(character) !== ("negate" in element && element.negate);
  throw context.refuse(element.raw);
};

const alphabetOf = (element: AST.CharacterClass | AST.CharacterSet, context: Context): string => {
  const elements = element.type === "CharacterClass" ? element.elements : [element];
  const negate = element.type === "CharacterClass" && element.negate;
  const holds = (character: string) =>
    element.type === "CharacterSet" && element.kind === "any"
      ? true
      : elements.some((one) => elementMatches(one as ClassElement, character, context));
  const alphabet = PRINTABLE.filter((character) => holds(character) !== negate).join("");
  if (alphabet === "") throw context.refuse(element.raw);
  return alphabet;
};

const nested = (context: Context, part: number): Context => ({
  ...context,
  place: { ...context.place, pointer: `${context.place.pointer}#${part}` },
});

const emitElement = (element: AST.Element, context: Context): string => {
  const { base, pointer } = context.place;
  switch (element.type) {
    case "Character":
      return literal(String.fromCodePoint(element.value));
    case "CharacterClass":
    case "CharacterSet":
      return `characters(${base}, ${keyOf(pointer)}, ${literal(alphabetOf(element, context))}, 1, 1)`;
    case "Group":
    case "CapturingGroup":
      return emitAlternatives(element.alternatives, context);
    case "Quantifier": {
      const most = Math.min(element.max, element.min + MORE);
      const { element: inner } = element;
      if (inner.type === "CharacterClass" || inner.type === "CharacterSet")
        return `characters(${base}, ${keyOf(pointer)}, ${literal(alphabetOf(inner, context))}, ${element.min}, ${most})`;
      const again = { ...context, place: { ...context.place, base: `${base}_` } };
      return `items(${base}, ${keyOf(pointer)}, integer(${base}, ${keyOf(pointer, "#count")}, ${element.min}, ${most}), (${base}_) => ${emitElement(inner, again)}).join("")`;
    }
    default:
      throw context.refuse(element.raw);
  }
};

const emitSequence = (elements: readonly AST.Element[], context: Context): string =>
  ["''", ...elements.map((element, i) => emitElement(element, nested(context, i)))].join(" + ");

const emitAlternatives = (alternatives: readonly AST.Alternative[], context: Context): string => {
  const options = alternatives.map(({ elements }, i) => `() => ${emitSequence(elements, nested(context, i))}`);
  const { base, pointer } = context.place;
  return options.length === 1
    ? `(${emitSequence(alternatives[0]?.elements ?? [], context)})`
    : `pick([${options.join(", ")}], draw(${base}, ${keyOf(pointer, "#which")}))()`;
};

const isAnchor = (element: AST.Element | undefined, kind: "start" | "end"): boolean =>
  element?.type === "Assertion" && element.kind === kind;

/**
 * Draws a string that a pattern matches: anchors at its ends, classes, quantifiers, groups, alternation.
 * @throws HookwrightError `invalid-schema` naming what is not supported, such as lookaround or a backreference
 */
export const emitPattern = (pattern: string, place: Place, where: { schema: string; pointer: string }): string => {
  const refuse = (what: string) =>
    schemaError(where, "pattern", `has ${what}, which is not supported`, "Give x-faker a method whose values match.");
  let parsed: AST.Pattern;
  try {
    parsed = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch (cause) {
    throw schemaError(
      where,
      "pattern",
      `is ${JSON.stringify(pattern)}: ${(cause as Error).message}`,
      "Mend the expression.",
    );
  }
  const trimmed = parsed.alternatives.map((alternative) => {
    const elements = [...alternative.elements];
    if (isAnchor(elements[0], "start")) elements.shift();
    if (isAnchor(elements.at(-1), "end")) elements.pop();
    return { ...alternative, elements };
  });
  return emitAlternatives(trimmed, { place, refuse });
};
