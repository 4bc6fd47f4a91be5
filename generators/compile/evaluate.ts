import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { EmittedGenerator } from "../../schemas/provider.ts";
import { acceptor, type Trial } from "../matches/acceptor.ts";
import * as runtime from "../runtime.ts";
import type { CompiledSource } from "./compile.ts";

/** What the free names of source stand for, beside the runtime's functions. */
export type Constants = Pick<CompiledSource, "pools" | "trials">;

const acceptors = new WeakMap<Trial, ReturnType<typeof acceptor>>();

const acceptorOf = (trial: Trial): ReturnType<typeof acceptor> => {
  const known = acceptors.get(trial) ?? acceptor(trial);
  acceptors.set(trial, known);
  return known;
};

/**
 * The value of an expression.
 * @throws HookwrightError `not-allowed` where the platform forbids code from strings
 */
export const evaluateExpression = <T>(expression: string, { pools, trials }: Constants): T => {
  const used = <T>(table: ReadonlyMap<string, T>): [string, T][] =>
    [...table].filter(([name]) => expression.includes(name));
  const accepts = used(trials).map(([name, trial]) => [name, acceptorOf(trial)] as const);
  const constants = new Map<string, unknown>([...Object.entries(runtime), ...used(pools), ...accepts]);
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
