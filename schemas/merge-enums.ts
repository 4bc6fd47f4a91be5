import type { Validator } from "./provider.ts";

type ValidationError = NonNullable<Validator["errors"]>[number];

const valuesOf = ({ params }: ValidationError): unknown[] => {
  if ("allowedValues" in params) return params.allowedValues as unknown[];
  return "allowedValue" in params ? [params.allowedValue] : [];
};

/** The errors of a payload; where an `anyOf` names values, one says that the value is none of all. */
export const mergeEnums = (errors: readonly ValidationError[]): ValidationError[] =>
  errors.flatMap((error) => {
    const named = errors.filter((one) => one.instancePath === error.instancePath && valuesOf(one).length > 0);
    if (error.keyword === "anyOf" && named.length > 0)
      return [{ ...error, keyword: "enum", params: { allowedValues: [...new Set(named.flatMap(valuesOf))] } }];
    const isPart = errors.some(
      ({ keyword, instancePath }) => keyword === "anyOf" && instancePath === error.instancePath,
    );
    return isPart && named.includes(error) ? [] : [error];
  });
