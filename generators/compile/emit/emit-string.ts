import { row } from "../../../schemas/row.ts";
import { assertedType } from "../../matches/formats.ts";
import { FORMATS, OTHER_FORMS } from "../formats.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import {
  countCharacters,
  drawOf,
  type Emission,
  type EmitNode,
  keyOf,
  type Place,
  refusal,
  unsatisfiable,
} from "./emission.ts";
import { emitPattern, LETTERS } from "./pattern.ts";

const MORE = 12; // characters beyond the fewest

// Drawn by functions of the runtime: what every payload has, and fast.
const DIRECT: Readonly<Record<string, (base: string, key: string) => string>> = {
  "date-time": (base, key) => `dateTime(${base}, ${key})`,
  date: (base, key) => `dateTime(${base}, ${key}).slice(0, 10)`,
  uuid: (base, key) => `uuid(${base}, ${key})`,
};

const emitFormat = (format: string, node: Node, place: Place, emission: Emission): Plan | undefined => {
  const direct = row(DIRECT, format)?.(place.base, keyOf(place.pointer));
  if (direct !== undefined) return { kind: "scalar", source: direct, text: "quoted" };
  const pattern = row(FORMATS, format);
  if (pattern !== undefined) {
    const forms = [pattern, ...(row(OTHER_FORMS, format) ?? [])];
    const plans = forms.map((form) => emitPattern(`^(?:${form})$`, node, place, emission));
    return plans.find(({ doubt }) => doubt === undefined) ?? plans[0];
  }
  if (assertedType(format) === "string" || (emission.strict && !assertedType(format)))
    throw refusal(
      place,
      emission,
      "format",
      `is "${format}", which is not known`,
      "Give x-faker a method whose values have it.",
    );
  return undefined;
};

const emitLetters = ({ minLength, maxLength }: Node, place: Place): Plan => {
  const fewest = minLength ?? Math.min(1, maxLength ?? 1);
  const most = Math.min(maxLength ?? fewest + MORE, fewest + MORE);
  const source = `characters(${place.base}, ${keyOf(place.pointer)}, "${LETTERS}", ${fewest}, ${most})`;
  return { kind: "scalar", source, text: "quoted" };
};

const startsAnchored = (pattern: string): number => (pattern.startsWith("^") ? 0 : pattern.endsWith("$") ? 2 : 1);

// What may satisfy several at once: other forms of a format, the patterns one after another, words before a pattern.
const guesses = (node: Node, matched: readonly Plan[], place: Place, emission: Emission): Plan[] => {
  const { formats = [], patterns = [] } = node;
  const others = formats.flatMap((format) => row(OTHER_FORMS, format) ?? []);
  const sources = matched.flatMap((plan) => (plan.kind === "scalar" ? [plan.source] : []));
  const order = patterns
    .map((_, i) => i)
    .sort((a, b) => startsAnchored(patterns[a] ?? "") - startsAnchored(patterns[b] ?? ""));
  const words = `characters(${place.base}, ${keyOf(place.pointer, "#word")}, "${LETTERS}", 3, 8)`;
  const joined = order.map((i) => sources[i] ?? "''").join(" + ");
  const scalar = (source: string): Plan => ({ kind: "scalar", source, text: "escaped" });
  return [
    ...others.map((pattern) => emitPattern(pattern, {}, place, emission)),
    ...(sources.length > 1 ? [scalar(`(${joined})`)] : []),
    ...(sources.length > 0 ? [scalar(`(${words} + ${joined})`)] : []),
  ];
};

/** Draws a string: of each format or pattern in turn where there are several, else of letters. */
export const emitString: EmitNode = (node, place, emission) => {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, patterns = [], formats = [] } = node;
  if (minLength > maxLength)
    throw unsatisfiable(place, emission, "maxLength", `is ${maxLength}, below the minLength ${minLength}`);
  countCharacters(minLength, "minLength", place, emission);
  const formatted = formats.flatMap((format) => emitFormat(format, node, place, emission) ?? []);
  const matched = patterns.map((pattern) => emitPattern(pattern, node, place, emission));
  const [only, ...others] = [...formatted, ...matched];
  if (only === undefined) return emitLetters(node, place);
  const isLimited = minLength > 0 || maxLength < Number.POSITIVE_INFINITY;
  const keyword = patterns.length > 0 ? "pattern" : "format";
  const doubt = others.length > 0 ? keyword : formatted.length > 0 && isLimited ? (only.doubt ?? "format") : only.doubt;
  if (others.length === 0) return { ...only, ...(doubt !== undefined && { doubt }) };
  const options = [only, ...others, ...guesses(node, matched, place, emission)];
  return { kind: "choice", options, random: drawOf(place, "#form"), doubt: keyword };
};
