import type { CompiledProvider } from "../generators/compile-provider.ts";
import type { Json } from "../schemas/json-schema.ts";
import { header, type Output } from "./output.ts";

const WIDTH = 118;

/** Values as source, as many a line as fit: a changed draw is a changed line. */
export const valueLines = (values: readonly Json[]): string => {
  const filled: string[] = [];
  for (const text of values.map((value) => JSON.stringify(value))) {
    const last = filled.at(-1);
    const fits = last !== undefined && last.length + text.length + 2 <= WIDTH;
    if (fits) filled[filled.length - 1] = `${last} ${text},`;
    else filled.push(`  ${text},`);
  }
  return filled.join("\n");
};

/** Every pool that providers draw from, by its name in their source, sorted. */
export const poolsOf = (compiled: readonly CompiledProvider[]): [string, Json[]][] => {
  const pools = new Map<string, Json[]>();
  for (const { events, envelopes } of compiled)
    for (const { pools: used } of [...Object.values(events), ...Object.values(envelopes)])
      for (const [name, values] of used) {
        if (JSON.stringify(pools.get(name) ?? values) !== JSON.stringify(values))
          throw new Error(`Failed to write pools: two pools are named ${name}. Name one after its values.`);
        pools.set(name, values);
      }
  return [...pools].sort(([a], [b]) => (a < b ? -1 : 1));
};

/** Every pool that the built-in providers draw from: the values of each faker method, once. */
export const generatePools = (compiled: readonly CompiledProvider[]): Output => {
  const modules = poolsOf(compiled).map(([name, values]) => {
    const type = values.every((value) => typeof value === "string") ? "string" : "Json";
    return `export const ${name}: () => readonly ${type}[] = once(() => [\n${valueLines(values)}\n]);`;
  });
  const json = modules.some((module) => module.includes("readonly Json[]"));
  const imports = `${json ? 'import type { Json } from "../../schemas/json-schema.ts";\n' : ""}import { once } from "../once.ts";`;
  return {
    path: "generators/generated/pools.ts",
    content: `${header("pools.ts")}\n${imports}\n\n${modules.join("\n\n")}\n`,
  };
};
