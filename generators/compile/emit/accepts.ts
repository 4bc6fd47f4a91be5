import type { Json } from "../../../schemas/json-schema.ts";
import type { Located } from "../../matches/located.ts";
import { matches } from "../../matches/matches.ts";
import type { Emission } from "./emission.ts";

/** Tells whether a value fits. */
export type Accepts = (value: Json) => boolean;

/** Tells whether a value satisfies all of the schemas. */
export const accepts =
  (schemas: readonly Located[], { follow }: Emission): Accepts =>
  (value) =>
    schemas.every((located) => matches(located, value, follow));
