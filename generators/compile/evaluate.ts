import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { EmittedGenerator } from "../../schemas/provider.ts";
import * as runtime from "../runtime.ts";
import type { CompiledSource } from "./compile.ts";

/**
 * Makes a generator of its source.
 * @throws HookwrightError `not-allowed` where the platform forbids code from strings
 */
export const evaluate = ({ expression, pools }: CompiledSource): EmittedGenerator => {
  const names = [...Object.keys(runtime), ...pools.keys()];
  try {
    return new Function(...names, `"use strict"; return ${expression};`)(...Object.values(runtime), ...pools.values());
  } catch (cause) {
    if (!(cause instanceof EvalError)) throw cause;
    throw new HookwrightError(
      "not-allowed",
      "Failed to make a generator: this platform forbids code from strings. Define the provider where it is allowed, such as Node.",
      { cause },
    );
  }
};
