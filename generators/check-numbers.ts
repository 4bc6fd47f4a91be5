import { HookwrightError } from "../schemas/hookwright-error.ts";

// What is drawn depends on these, so each must be a number that is kept exactly.
const LIMITS = { seed: Number.MAX_SAFE_INTEGER, run: 2 ** 32 - 1, index: 2 ** 32 - 1 } as const;
const NAMES = Object.keys(LIMITS) as (keyof typeof LIMITS)[];

/**
 * Checks the numbers that decide what is drawn.
 * @throws HookwrightError `invalid-option` for what is no whole number within its limits
 */
export const checkNumbers = (numbers: { seed?: number; run?: number; index?: number }): void => {
  for (const name of NAMES) {
    const [value, most] = [numbers[name], LIMITS[name]];
    if (value !== undefined && (!Number.isInteger(value) || value < 0 || value > most))
      throw new HookwrightError(
        "invalid-option",
        `Failed to build: ${name} is ${String(value)}. Give a whole number from 0 to ${most}.`,
      );
  }
};
