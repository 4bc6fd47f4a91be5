import { row } from "../../schemas/row.ts";
import { assertedType } from "../matches/formats.ts";
import { type Emission, type EmitNode, keyOf, type Place, refusal, unsatisfiable } from "./emission.ts";
import { FORMATS } from "./formats.ts";
import type { Node } from "./node.ts";
import { emitPattern } from "./pattern.ts";
import type { Plan } from "./plan.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const MORE = 12; // characters beyond the fewest
const MAX_LENGTH = 2 ** 20;

// Drawn by functions of the runtime: what every payload has, and fast.
const DIRECT: Readonly<Record<string, (base: string, key: string) => string>> = {
  "date-time": (base, key) => `dateTime(${base}, ${key})`,
  date: (base, key) => `dateTime(${base}, ${key}).slice(0, 10)`,
  uuid: (base, key) => `uuid(${base}, ${key})`,
};

const emitFormat = (format: string, place: Place, emission: Emission): Plan | undefined => {
  const direct = row(DIRECT, format)?.(place.base, keyOf(place.pointer));
  if (direct !== undefined) return { kind: "scalar", source: direct, text: "quoted" };
  const pattern = row(FORMATS, format);
  if (pattern !== undefined) return emitPattern(pattern, {}, place, emission);
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

/** Draws a string: of each format or pattern in turn where there are several, else of letters. */
export const emitString: EmitNode = (node, place, emission) => {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, patterns = [], formats = [] } = node;
  if (minLength > maxLength)
    throw unsatisfiable(place, emission, "maxLength", `is ${maxLength}, below the minLength ${minLength}`);
  if (minLength > MAX_LENGTH)
    throw refusal(
      place,
      emission,
      "minLength",
      `is ${minLength}, above the ${MAX_LENGTH} that are drawn`,
      "Ask for less.",
    );
  const formatted = formats.flatMap((format) => emitFormat(format, place, emission) ?? []);
  const matched = patterns.map((pattern) => emitPattern(pattern, { minLength, maxLength }, place, emission));
  const options = [...formatted, ...matched];
  const [only] = options;
  if (only === undefined) return emitLetters(node, place);
  const isLimited = minLength > 0 || maxLength < Number.POSITIVE_INFINITY;
  const doubt =
    options.length > 1
      ? patterns.length > 0
        ? "pattern"
        : "format"
      : formatted.length > 0 && isLimited
        ? "format"
        : only.doubt;
  const plan: Plan =
    options.length === 1
      ? only
      : { kind: "choice", options, random: `draw(${place.base}, ${keyOf(place.pointer, "#form")})` };
  return { ...plan, ...(doubt !== undefined && { doubt }) };
};
