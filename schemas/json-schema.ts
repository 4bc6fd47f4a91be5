/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object whose fields are not known. */
export type JsonObject = { [key: string]: Json };

/** How surely a fact about a provider is known; `x-certainty` in a schema. */
export type Certainty = "documented" | "observed" | "third-party" | "inferred";

/** A JSON Schema (draft 2020-12) as an object, with hookwright's annotations. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  $defs?: { [name: string]: JsonSchema };
  $comment?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: Json;
  enum?: Json[];
  properties?: { [name: string]: JsonSchema };
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minProperties?: number;
  maxProperties?: number;
  pattern?: string;
  format?: string;
  "x-certainty"?: Certainty;
  "x-faker"?: Json;
  "x-derive"?: Derivation;
  [keyword: string]: unknown;
}

/** `x-derive`: how a field follows from other fields of the same payload. */
export type Derivation = string | { time: string; plus: string; fraction?: number } | { days: [string, string] };
