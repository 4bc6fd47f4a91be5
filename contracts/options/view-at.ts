import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { getAt } from "../../schemas/pointer.ts";

/**
 * Looks at one place of what was observed.
 * @throws HookwrightError `invalid-option` for what is no JSON Pointer
 */
export const viewAt = (pointer: string): ((observed: unknown) => unknown) => {
  if (!pointer.startsWith("/"))
    throw new HookwrightError(
      "invalid-option",
      `Failed to read the view "${pointer}": it is no JSON Pointer. Give one like /status.`,
    );
  return (observed) => getAt(observed, pointer);
};
