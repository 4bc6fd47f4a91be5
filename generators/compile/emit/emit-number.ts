import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { drawOf, type Emission, type EmitNode, keyOf, type Place, unsatisfiable } from "./emission.ts";

const SPAN = 1000;
const ROOM = 8; // whole numbers for each that is drawn, should they all be different
const FINE = 2 ** -20; // of a bound so large that the span would be lost in it
const EXACT = 2 ** 53;
const INT32 = 2 ** 31;
const MOST_STEPS = 1e21; // from here on Ajv takes no number for a multiple
const LISTED = 64; // multiples that are listed where they cannot be computed

const larger = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

/** The bounds of a node, with a span of its own where one is open. */
const boundsOf = (node: Node, span: number): [number, number] => {
  const least = larger(node.minimum, node.exclusiveMinimum);
  const negated = larger(
    node.maximum === undefined ? undefined : -node.maximum,
    node.exclusiveMaximum === undefined ? undefined : -node.exclusiveMaximum,
  );
  const most = negated === undefined ? undefined : -negated;
  const minimum = least ?? (most === undefined ? 0 : Math.min(0, most - Math.max(span, Math.abs(most) * FINE)));
  const maximum = most ?? minimum + Math.max(span, Math.abs(minimum) * FINE);
  return node.formats?.includes("int32")
    ? [Math.max(minimum, -INT32), Math.min(maximum, INT32 - 1)]
    : [minimum, maximum];
};

const isWithin = (value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Node): boolean =>
  !(value < (minimum ?? value) || value > (maximum ?? value)) &&
  (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
  (exclusiveMaximum === undefined || value < exclusiveMaximum);

const refuse = (node: Node, place: Place, emission: Emission, bounds: readonly number[]): Error => {
  const keyword = node.steps ? "multipleOf" : node.exclusiveMaximum === undefined ? "maximum" : "exclusiveMaximum";
  return unsatisfiable(place, emission, keyword, `leaves no number between ${bounds.join(" and ")}`);
};

const plain = (source: string): Plan => ({ kind: "scalar", source, text: "plain" });

const MAX_DECIMALS = 12;

/** The step as a fraction of whole numbers, or `undefined` where it is too fine for one. */
const fractionOf = (step: number): [number, number] | undefined => {
  for (let scale = 1, i = 0; i <= MAX_DECIMALS; i++, scale *= 10)
    if (Number.isSafeInteger(Math.round(step * scale)) && Math.round(step * scale) / scale === step)
      return [Math.round(step * scale), scale];
  return undefined;
};

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const common = (a: [number, number], b: [number, number]): [number, number] => {
  const scale = Math.max(a[1], b[1]);
  const [x, y] = [a[0] * (scale / a[1]), b[0] * (scale / b[1])];
  return [(x / divisor(x, y)) * y, scale];
};

const NEAR = 1e-7;

// A multiple may be lost in the last bit: only those are drawn that a validator accepts, whether it divides or takes the rest.
const isMultiple = (value: number, step: number): boolean => {
  const rest = Math.abs(value % step) / step;
  return Number.isInteger(value / step) && Math.abs(value / step) < MOST_STEPS && Math.min(rest, 1 - rest) < NEAR;
};

const emitMultiple = (node: Node, steps: readonly number[], place: Place, emission: Emission): Plan => {
  const fractions = steps.map(fractionOf);
  const [step, scale] = fractions.some((one) => one === undefined)
    ? [Math.max(...steps), 1]
    : (fractions as [number, number][]).reduce(common);
  const [minimum, maximum] = boundsOf(node, Math.max(SPAN, (step / scale) * SPAN));
  const valueAt = (k: number): number => (k * step) / scale;
  const fits = (k: number): boolean => isWithin(valueAt(k), node) && steps.every((one) => isMultiple(valueAt(k), one));
  const [first, last] = [Math.ceil((minimum * scale) / step), Math.floor((maximum * scale) / step)];
  const candidates = Array.from({ length: Math.max(0, Math.min(last - first + 1, SPAN)) }, (_, i) => first + i);
  const fit = [...new Set([0, ...candidates])].filter(fits);
  if (fit.length === 0) throw refuse(node, place, emission, [minimum, maximum]);
  if (scale === 1 && candidates.length > 0 && candidates.every(fits))
    return plain(`integer(${place.base}, ${keyOf(place.pointer)}, ${first}, ${candidates.at(-1)}) * ${step}`);
  return plain(
    `pick([${fit
      .slice(0, LISTED)
      .map((k) => JSON.stringify(valueAt(k)))
      .join(", ")}], ${drawOf(place)})`,
  );
};

const exact = (value: number): number => Math.max(-EXACT, Math.min(EXACT, value));

// Of the formats of numbers two say more than that it is one.
const isWhole = ({ formats = [] }: Node): boolean => formats.includes("int32") || formats.includes("int64");

/** Draws a whole number within the bounds, or of 1,001 around what is given. */
export const emitInteger: EmitNode = (node, place, emission) => {
  if (node.steps) return emitMultiple(node, [...new Set([...node.steps, 1])], place, emission);
  const [minimum, maximum] = boundsOf(node, Math.max(SPAN, place.copies * ROOM));
  const [first, last] = [Math.ceil(minimum), Math.floor(maximum)];
  const next = (value: number): number => Math.max(1, Math.abs(value) * 2 * Number.EPSILON);
  const least = isWithin(first, node) ? first : first + next(first);
  const most = isWithin(last, node) ? last : last - next(last);
  if (least > most || !isWithin(least, node) || !isWithin(most, node))
    throw refuse(node, place, emission, [minimum, maximum]);
  const reach = [exact(least), exact(most)];
  if (!reach.every((value) => isWithin(value, node))) return { kind: "literal", value: least };
  return plain(`integer(${place.base}, ${keyOf(place.pointer)}, ${reach.join(", ")})`);
};

/** Draws a number within the bounds. */
export const emitNumber: EmitNode = (node, place, emission, emit) => {
  if (isWhole(node)) return emitInteger(node, place, emission, emit);
  if (node.steps) return emitMultiple(node, node.steps, place, emission);
  const [minimum, maximum] = boundsOf(node, SPAN);
  const margin = maximum / SPAN - minimum / SPAN;
  const least = isWithin(minimum, node) ? minimum : minimum + margin;
  const most = isWithin(maximum, node) ? maximum : maximum - margin;
  if (!isWithin(least, node) || !isWithin(most, node)) throw refuse(node, place, emission, [minimum, maximum]);
  return plain(`number(${place.base}, ${keyOf(place.pointer)}, ${least}, ${most})`);
};
