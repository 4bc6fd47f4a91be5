import type { Faker } from "@faker-js/faker";
import type { Derivation, Json } from "../../../schemas/json-schema.ts";
import { hash } from "../../draws/bits.ts";
import type { Trial } from "../../matches/acceptor.ts";
import type { Follow, Located } from "../../matches/located.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { schemaError, Unsatisfiable } from "../schema-error.ts";

/** What gets an identity of its own. */
export type Per = "run" | "name" | "subject" | "replacement" | "event";

/** The index, run and sub-index of what gets a value of its own, as source. */
export const ORDINALS: Readonly<Record<Per, string>> = {
  run: "0, d.run, 0",
  name: "d.index, d.run, 0",
  subject: "d.index, d.run, d.incarnation",
  replacement: "d.index, d.run, d.replacement",
  event: "d.index, d.run, d.step",
};

/** What the builder of an event gives: its own time or the subject's creation, and an instant in the form of it. */
export interface Given {
  role: "time" | "created";
  example: Json;
}

/** A derived field: its place (`*` for every item of an array) and its rule. */
export interface DerivedField {
  pointer: string;
  rule: Derivation;
  /** What the field must be. */
  schemas: readonly Located[];
}

/** What an emitter needs to know, and what it leaves behind while one schema is emitted. */
export interface Emission {
  /** The schema's `$id`, for errors. */
  schema: string;
  follow: Follow;
  faker: Faker;
  strict: boolean;
  identity: ReadonlyMap<string, Per>;
  /** Places that the builder of an event gives. */
  given: ReadonlyMap<string, Given>;
  /** From which depth on only what is required is emitted. */
  depth: number;
  /** Pools in use: name to values. */
  pools: Map<string, Json[]>;
  /** What values are tried against: name to schemas that all hold. */
  trials: Map<string, Trial>;
  derived: DerivedField[];
  /** Optional fields that a payload does not have by default, where they are wanted: pointer to plan. */
  extras: Map<string, Plan> | undefined;
  /** How many places were emitted, and from how many on only what is required is. */
  size: number;
  most: number;
  /** How many characters a payload has at the least. */
  characters: number;
}

/** Where a value is emitted. */
export interface Place {
  /** Its place in the payload; `*` stands for every item of an array and every key of a map. */
  pointer: string;
  /** The name of the variable that holds the base of its draws. */
  base: string;
  depth: number;
  /** How many arrays and maps it is in, and how often it is drawn for one payload at the least. */
  lists: number;
  copies: number;
  /** How often each reference was followed on the way here. */
  trail: ReadonlyMap<string, number>;
}

/** Makes the plan of a value that several schemas hold of. */
export type Emit = (schemas: readonly Located[], place: Place, emission: Emission) => Plan;

/** Makes the plan of a value of one type, for one way to satisfy its schemas. */
export type EmitNode = (node: Node, place: Place, emission: Emission, emit: Emit) => Plan;

/** The key of a field's draws, as source: a hash of its pointer, so that no other field changes it. */
export const keyOf = (pointer: string, part = ""): string => `0x${hash(pointer + part).toString(16)}`;

const MORE = [2, 2] as const; // items or keys beyond the fewest, by how many lists they are in; further in, none

/** The place of the items of an array, or of the values of a map. */
export const within = (place: Place, base: string, fewest: number): Place => ({
  ...place,
  pointer: `${place.pointer}/*`,
  base,
  depth: place.depth + 1,
  lists: place.lists + 1,
  copies: place.copies * Math.max(1, fewest),
});

/** How many items or keys may come beyond the fewest: nested lists would multiply. */
export const moreAt = (place: Place): number => MORE[place.lists] ?? 0;

/** Tells whether so much is emitted already, or so deep in, that only what is required is still wanted. */
export const isEnough = (place: Place, emission: Emission): boolean =>
  place.depth >= emission.depth || emission.size > emission.most;

const MAX_LENGTH = 2 ** 20; // characters of one string
const MAX_CHARACTERS = 2 ** 26; // of all that is emitted

/**
 * Counts the fewest characters of a string.
 * @throws HookwrightError `invalid-schema` for more than memory should hold
 */
export const countCharacters = (fewest: number, keyword: string, place: Place, emission: Emission): void => {
  emission.characters += fewest * place.copies;
  if (fewest <= MAX_LENGTH && emission.characters <= MAX_CHARACTERS) return;
  const problem = `asks for ${fewest > MAX_LENGTH ? fewest : emission.characters} characters`;
  throw refusal(place, emission, keyword, problem, "Ask for fewer.");
};

/** The draw of a field, as source. */
export const drawOf = ({ base, pointer }: Place, part = ""): string => `draw(${base}, ${keyOf(pointer, part)})`;

/** The error for what no generator can be made for at a place. */
export const refusal = (place: Place, emission: Emission, keyword: string, problem: string, advice: string): Error =>
  schemaError({ schema: emission.schema, pointer: place.pointer }, keyword, problem, advice);

/** The error for what no value satisfies; where another way is open, that one is taken. */
export const unsatisfiable = (
  place: Place,
  emission: Emission,
  keyword: string,
  problem: string,
  advice = "Mend one of them.",
): Unsatisfiable => new Unsatisfiable({ schema: emission.schema, pointer: place.pointer }, keyword, problem, advice);

/** A plan, or the reason why there is none. */
export type Attempt = Plan | Unsatisfiable;

/** Tells whether an attempt came to a plan. */
export const isPlan = (made: Attempt): made is Plan => !(made instanceof Unsatisfiable);

/** The plan that `make` gives, or the reason why nothing satisfies it; what a failed attempt left behind is taken back. */
export const attempt = (emission: Emission, make: () => Plan): Attempt => {
  const before = emission.derived.length;
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Unsatisfiable)) throw error;
    emission.derived.length = before;
    return error;
  }
};
