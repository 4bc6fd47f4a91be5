import { HookwrightError } from "hookwright";

/** The HookwrightError that a call throws or rejects with. */
export const thrownBy = async (call: () => unknown): Promise<HookwrightError> => {
  try {
    await call();
  } catch (error) {
    if (error instanceof HookwrightError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};
