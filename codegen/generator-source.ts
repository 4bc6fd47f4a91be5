import type { CompiledSource } from "../generators/compile/compile.ts";
import * as runtime from "../generators/runtime.ts";

// A factory: the pools are looked up once, on first use.
const factory = ({ expression, pools, trials }: CompiledSource): string => {
  const lines = [
    ...[...pools.keys()].map((pool) => `    const ${pool} = pools.${pool}();`),
    ...[...trials].map(
      ([name, trial]) => `    const ${name} = acceptor(JSON.parse(${JSON.stringify(JSON.stringify(trial))}));`,
    ),
  ];
  return `() => {
${lines.join("\n")}
    return ${expression.replaceAll("\n", "\n    ")};
  }`;
};

/** Generators as source: the rows of a table of them; `pools`, `acceptor` and the runtime's functions are free in it. */
export const generatorRows = (sources: Readonly<Record<string, CompiledSource>>): string =>
  Object.entries(sources)
    .map(([key, compiled]) => `  ${JSON.stringify(key)}: ${factory(compiled)},`)
    .join("\n");

/** The runtime's functions that generators call. */
export const runtimeNames = (sources: readonly CompiledSource[]): string[] =>
  Object.keys(runtime)
    .filter((name) => sources.some(({ expression }) => new RegExp(`\\b${name}\\b`).test(expression)))
    .sort();
