import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { row } from "../../../schemas/row.ts";
import type { Plan } from "../plan.ts";
import { isQuotable, literal } from "../print/literal.ts";
import { countCharacters, type Emission, keyOf, type Place, refusal } from "./emission.ts";
import { type Lengths, lengthOf, repetitions } from "./repetitions.ts";

const PRINTABLE: readonly [number, number] = [0x20, 0x7e];
const ALL: readonly [number, number] = [0, 0xffff];
const LONGEST = 256; // characters of an alphabet
/** What stands where anything may. */
export const LETTERS = "abcdefghijklmnopqrstuvwxyz";

interface Context {
  place: Place;
  /** How often each quantifier repeats. */
  repeats: ReadonlyMap<AST.Quantifier, Lengths>;
  /** Every text that may become a part of the string. */
  parts: string[];
  refuse(what: string): Error;
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

const charactersThatMatch = (raw: string, [first, last]: readonly [number, number]): string => {
  const expression = new RegExp(`^(?:${raw})$`, "u");
  let found = "";
  for (let code = first; code <= last && found.length < LONGEST; code++)
    if (!isSurrogate(code) && expression.test(String.fromCharCode(code))) found += String.fromCharCode(code);
  return found;
};

const alphabets = new Map<string, string>();

const alphabetOf = (element: AST.CharacterClass | AST.CharacterSet, context: Context): string => {
  const { raw } = element;
  const alphabet = alphabets.get(raw) ?? (charactersThatMatch(raw, PRINTABLE) || charactersThatMatch(raw, ALL));
  alphabets.set(raw, alphabet);
  if (alphabet === "") throw context.refuse(element.raw);
  context.parts.push(alphabet);
  return alphabet;
};

const nested = (context: Context, part: number): Context => ({
  ...context,
  place: { ...context.place, pointer: `${context.place.pointer}#${part}` },
});

const emitQuantifier = (quantifier: AST.Quantifier, context: Context): string => {
  const { base, pointer } = context.place;
  const { fewest, most } = context.repeats.get(quantifier) ?? { fewest: quantifier.min, most: quantifier.min };
  const inner = quantifier.element;
  if (inner.type === "CharacterClass" || inner.type === "CharacterSet")
    return `characters(${base}, ${keyOf(pointer)}, ${literal(alphabetOf(inner, context))}, ${fewest}, ${most})`;
  const again = { ...context, place: { ...context.place, base: `${base}_` } };
  const count = `integer(${base}, ${keyOf(pointer, "#count")}, ${fewest}, ${most})`;
  return `items(${base}, ${keyOf(pointer)}, ${count}, (${base}_) => ${emitElement(inner, again)}).join("")`;
};

const emitCharacter = ({ value }: AST.Character, { parts }: Context): string => {
  parts.push(String.fromCodePoint(value));
  return literal(String.fromCodePoint(value));
};

const emitSet = (element: AST.CharacterClass | AST.CharacterSet, context: Context): string =>
  `characters(${context.place.base}, ${keyOf(context.place.pointer)}, ${literal(alphabetOf(element, context))}, 1, 1)`;

const emitGroup = ({ alternatives }: AST.Group | AST.CapturingGroup, context: Context): string =>
  emitAlternatives(alternatives, context);

// What a pattern may be made of; anything else is refused by name.
const ELEMENTS: Readonly<Record<string, (element: never, context: Context) => string>> = {
  Character: emitCharacter,
  CharacterClass: emitSet,
  CharacterSet: emitSet,
  Group: emitGroup,
  CapturingGroup: emitGroup,
  Quantifier: emitQuantifier,
};

const emitElement = (element: AST.Element, context: Context): string => {
  const emitOne = row(ELEMENTS, element.type);
  if (!emitOne) throw context.refuse(element.raw);
  return emitOne(element as never, context);
};

const emitSequence = (elements: readonly AST.Element[], context: Context): string =>
  ["''", ...elements.map((element, i) => emitElement(element, nested(context, i)))].join(" + ");

const emitAlternatives = (alternatives: readonly AST.Alternative[], context: Context): string => {
  const [only, ...others] = alternatives;
  if (others.length === 0) return `(${emitSequence(only?.elements ?? [], context)})`;
  const options = alternatives.map(({ elements }, i) => `() => ${emitSequence(elements, nested(context, i))}`);
  const { base, pointer } = context.place;
  return `pick([${options.join(", ")}], draw(${base}, ${keyOf(pointer, "#which")}))()`;
};

const isAnchor = (element: AST.Element | undefined, kind: "start" | "end"): boolean =>
  element?.type === "Assertion" && element.kind === kind;

const withoutAnchors = (alternative: AST.Alternative): AST.Alternative => {
  const elements = [...alternative.elements];
  if (isAnchor(elements[0], "start")) elements.shift();
  if (isAnchor(elements.at(-1), "end")) elements.pop();
  return { ...alternative, elements };
};

const isOpen = (alternatives: readonly AST.Alternative[], kind: "start" | "end"): boolean =>
  alternatives.every(({ elements }) => !isAnchor(elements.at(kind === "start" ? 0 : -1), kind));

const parse = (pattern: string): AST.Alternative[] =>
  new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true }).alternatives;

/**
 * Draws a string that a pattern matches: anchors at its ends, classes, quantifiers, groups, alternation; where it cannot be
 * sure to keep the limits of its length, it says so.
 * @throws HookwrightError `invalid-schema` naming what is not supported, such as lookaround or a backreference
 */
export const emitPattern = (
  pattern: string,
  limits: { minLength?: number; maxLength?: number },
  place: Place,
  emission: Emission,
): Plan => {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = limits;
  const anchored = parse(pattern);
  const alternatives = anchored.map(withoutAnchors);
  const refuse = (what: string): Error =>
    refusal(
      place,
      emission,
      "pattern",
      `has ${what}, which is not supported`,
      "Give x-faker a method whose values match.",
    );
  const repeats = repetitions(alternatives, minLength, maxLength);
  const parts: string[] = [];
  const drawn = emitAlternatives(alternatives, { place, repeats, parts, refuse });
  const { fewest, most } = lengthOf(alternatives, repeats);
  countCharacters(fewest, "pattern", place, emission);
  // What may stand anywhere in a string may stand after or before others.
  const lacking = Math.max(0, minLength - fewest);
  const isOpenAt = (kind: "start" | "end"): boolean => lacking > 0 && isOpen(anchored, kind);
  const padding = `characters(${place.base}, ${keyOf(place.pointer, "#padding")}, "${LETTERS}", ${lacking}, ${lacking})`;
  const padded = isOpenAt("start") ? `${padding} + ${drawn}` : isOpenAt("end") ? `${drawn} + ${padding}` : undefined;
  const fits = fewest + (padded ? lacking : 0) >= minLength && most + (padded ? lacking : 0) <= maxLength;
  return {
    kind: "scalar",
    source: padded ? `(${padded})` : drawn,
    text: parts.every(isQuotable) ? "quoted" : "escaped",
    ...(!fits && { doubt: "pattern" }),
  };
};
