import type { Certainty, Json, JsonSchema } from "../../schemas/json-schema.ts";
import { code } from "./table.ts";

const MANY = 12;

const list = (values: readonly Json[]): string =>
  values.length > MANY ? `${values.length} of them` : values.map((one) => code(JSON.stringify(one))).join(", ");

const OPTIONS: readonly string[] = ["anyOf", "oneOf"];

/** The values that a schema names, or how many where they are many; those that are known less surely apart: "Values: `cname`; inferred: `http`." */
export const valuesInWords = (schema: JsonSchema, certainty: Certainty): string => {
  const options = OPTIONS.flatMap((keyword) => (schema[keyword] as JsonSchema[] | undefined) ?? []);
  const named = [schema, ...options].flatMap(({ enum: values, "x-certainty": own = certainty }) =>
    values ? [`${own === certainty ? "" : `${own}: `}${list(values)}`] : [],
  );
  return named.length === 0 ? "" : `Values: ${named.join("; ")}.`;
};
