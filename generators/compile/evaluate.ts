import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { EmittedGenerator } from "../../schemas/provider.ts";
import { acceptor } from "../matches/acceptor.ts";
import * as runtime from "../runtime.ts";
import type { CompiledSource } from "./compile.ts";

/** What the free names of source stand for, beside the runtime's functions. */
export type Constants = Pick<CompiledSource, "pools" | "trials">;

/**
 * The value of an expression.
 * @throws HookwrightError `not-allowed` where the platform forbids code from strings
 */
export const evaluateExpression = <T>(expression: string, { pools, trials }: Constants): T => {
  const accepts = [...trials].map(([name, trial]) => [name, acceptor(trial)] as const);
  const constants = new Map<string, unknown>([...Object.entries(runtime), ...pools, ...accepts]);
  try {
    return new Function(...constants.keys(), `"use strict"; return ${expression};`)(...constants.values());
  } catch (cause) {
    if (!(cause instanceof EvalError)) throw cause;
    throw new HookwrightError(
      "not-allowed",
      "Failed to make a generator: this platform forbids code from strings. Define the provider where it is allowed, such as Node.",
      { cause },
    );
  }
};

/** Makes a generator of its source. */
export const evaluate = (source: CompiledSource): EmittedGenerator =>
  evaluateExpression<EmittedGenerator>(source.expression, source);
