import type { Faker } from "@faker-js/faker";
import type { Derivation, Json, JsonSchema } from "../../schemas/json-schema.ts";
import { hash } from "../bits.ts";
import type { Node, Resolve } from "./normalise.ts";

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

/** A derived field: its place (`*` for every item of an array) and its rule. */
export interface DerivedField {
  pointer: string;
  rule: Derivation;
}

/** What an emitter needs to know, and what it leaves behind while one schema is emitted. */
export interface Emission {
  /** The schema's `$id`, for errors. */
  schema: string;
  resolve: Resolve;
  faker: Faker;
  /** Tells whether a value satisfies a node that holds no other schema. */
  acceptsOf(node: Node): (value: Json) => boolean;
  identity: ReadonlyMap<string, Per>;
  /** Places that the builder of an event gives: its own time, the subject's creation. */
  given: ReadonlyMap<string, "time" | "created">;
  /** Pools in use: name to values. */
  pools: Map<string, Json[]>;
  derived: DerivedField[];
}

/** Where a value is emitted: its place in the payload, and the name of the variable that holds its base. */
export interface Place {
  pointer: string;
  base: string;
  depth: number;
}

/** Emits the JavaScript expression that draws a value of a schema. */
export type Emit = (schema: JsonSchema, place: Place, emission: Emission) => string;

/** The key of a field's draws, as source: a hash of its pointer, so that no other field changes it. */
export const keyOf = (pointer: string, part = ""): string => `0x${hash(pointer + part).toString(16)}`;

/** A JSON value as source. Objects are parsed afresh at each use: nobody can change another's, and `__proto__` is a key. */
export const literal = (value: Json): string => {
  const text = JSON.stringify(value);
  return typeof value === "object" && value !== null ? `JSON.parse(${JSON.stringify(text)})` : text;
};

/** A property name as source of an object literal; `__proto__` would set the prototype. */
export const propertyName = (name: string): string => (name === "__proto__" ? '["__proto__"]' : JSON.stringify(name));
