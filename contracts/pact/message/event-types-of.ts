import type { Json } from "../../../schemas/json-schema.ts";
import { getAt, parsePointer } from "../../../schemas/pointer.ts";
import type { Provider } from "../../../schemas/provider.ts";
import { byNearness } from "../../../schemas/unknown-name.ts";
import type { ReadInteraction } from "../read-pact.ts";
import { compareBody } from "./compare-body.ts";
import type { PlacedRule } from "./placed-rules.ts";
import type { MessageContents } from "./read-contents.ts";

/** Which events a message means, and the wrapper that they come in. */
export interface MeantEvents {
  eventTypes: string[];
  envelope: string;
}

const nest = (parts: readonly string[], value: string): Json =>
  parts.reduceRight<Json>((inner, part) => ({ [part]: inner }), value);

// Whether the rule of the field takes any text: then the example is one of many.
const isLoose = (example: string, parts: readonly string[], rules: readonly PlacedRule[]): boolean =>
  compareBody(nest(parts, example), nest(parts, ""), rules).length === 0;

// A type that the field's rule takes is meant, too; without a rule it is the example's alone.
const byRule = (
  example: string,
  parts: readonly string[],
  rules: readonly PlacedRule[],
  known: readonly string[],
): string[] => known.filter((type) => compareBody(nest(parts, example), nest(parts, type), rules).length === 0);

const textsOf = ({ description, states }: ReadInteraction, { metadata }: MessageContents): string =>
  [description, ...states.flatMap(({ name, params }) => [name, JSON.stringify(params)]), JSON.stringify(metadata)].join(
    "\n",
  );

const named = (text: string, known: readonly string[]): string[] =>
  known.filter((type) => new RegExp(`(?<![\\w.])${type.replaceAll(".", "\\.")}(?![\\w]|\\.\\w)`).test(text));

/**
 * The events that a message means: by the example's own event type and the rule of that field, and where there is none or the
 * rule is loose, by the full names in its description, its states and its metadata; a sentence where nothing tells.
 */
export const eventTypesOf = (
  provider: Provider,
  interaction: ReadInteraction,
  contents: MessageContents,
  rules: readonly PlacedRule[],
): MeantEvents | string => {
  const { eventTypes: known, definition } = provider;
  const shapes = [
    { name: "none", payload: "" },
    ...(definition.envelopes ?? []).map(({ name, payload }) => ({ name, payload })),
  ];
  const shape = shapes.find(({ payload }) => getAt(contents.content, payload + definition.eventType) !== undefined);
  const pointer = (shape?.payload ?? "") + definition.eventType;
  const found = shape && getAt(contents.content, pointer);
  const example = typeof found === "string" ? found : undefined;
  const loose = example === undefined || isLoose(example, parsePointer(pointer), rules);
  const inWords = loose ? named(textsOf(interaction, contents), known) : [];
  const byExample =
    example === undefined || loose
      ? known.filter((type) => type === example)
      : byRule(example, parsePointer(pointer), rules, known);
  if (found !== undefined && byExample.length === 0)
    return `its ${pointer} is ${JSON.stringify(found)}, and ${provider.title} sends no such event type; nearest: ${byNearness(String(found), known)[0]}`;
  const eventTypes = known.filter((type) => byExample.includes(type) || inWords.includes(type));
  if (eventTypes.length > 0) return { eventTypes, envelope: shape?.name ?? "none" };
  return `nothing tells which event it is: neither ${definition.eventType} in its contents, nor a full event type in its description, states or metadata`;
};
