import { HookwrightError } from "../../schemas/hookwright-error.ts";

/**
 * Stands where JUnit's XML cannot be written.
 * @throws HookwrightError `invalid-option`
 */
export const formatJunit = (): never => {
  throw new HookwrightError(
    "invalid-option",
    'Failed to write the report as "junit": only Node can. Format it as "json" here, and as "junit" there.',
  );
};
