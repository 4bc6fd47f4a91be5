import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { ReadPact } from "./read-pact.ts";

const refuse = async (): Promise<never> => {
  throw new HookwrightError(
    "not-allowed",
    "Failed to verify pacts: Pact's engine needs Node's processes and files. Run these tests in Node.",
  );
};

/**
 * Stands in where there are no files.
 * @throws HookwrightError `not-allowed`, always
 */
export const loadPacts: () => Promise<ReadPact[]> = refuse;

/**
 * Stands in where there are no processes.
 * @throws HookwrightError `not-allowed`, always
 */
export const verifyPact: () => Promise<never> = refuse;
