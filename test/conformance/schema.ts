import type { JsonSchema } from "../../schemas/json-schema.ts";

/** A schema of draft 2020-12, which may be a boolean. */
export type Schema = JsonSchema | boolean;

/** Schemas by the absolute URI that `$ref`s reach them by. */
export type Definitions = Readonly<Record<string, JsonSchema>>;
