import { type DerivedRule, printDerivation } from "../derive.ts";
import type { Plan } from "../plan.ts";
import { inlineDerivations } from "./inline.ts";
import { printText } from "./print-text.ts";
import { printValue } from "./print-value.ts";

const BASE = "const b = baseOf(d.seed, d.index);";

const printFunction = (name: string, parameters: string, lines: readonly string[]): string =>
  [`  ${name}: (${parameters}) => {`, ...lines.map((line) => `    ${line}`), "  },"].join("\n");

const printExtras = (extras: ReadonlyMap<string, Plan>): string[] => {
  const lines = [...extras].map(
    ([pointer, plan]) =>
      `    ${JSON.stringify(pointer)}: (d) => {\n      ${BASE}\n      return ${printValue(plan, "      ")};\n    },`,
  );
  return lines.length === 0 ? ["  extras: {},"] : ["  extras: {", ...lines, "  },"];
};

/** Prints the expression of a generator. */
export const printGenerator = (
  root: Plan,
  rules: readonly DerivedRule[],
  extras: ReadonlyMap<string, Plan>,
): string => {
  const { plan, variables, left } = inlineDerivations(root, rules);
  const start = [BASE, ...variables.map(([name, source]) => `const ${name} = ${source};`)];
  const value = printValue(plan, "    ");
  const finished = [...start, `const v = ${value};`, "const keep = keepNothing;", ...left.map(printDerivation)];
  const isWhole = left.length === 0;
  return [
    "{",
    printFunction("draw", "d", isWhole ? [...start, `return ${value};`] : [...finished, "return v;"]),
    printFunction(
      "text",
      "d",
      isWhole ? [...start, `return ${printText(plan, "      ")};`] : [...finished, "return JSON.stringify(v);"],
    ),
    printFunction("derive", "v, keep", rules.map(printDerivation)),
    ...printExtras(extras),
    "}",
  ].join("\n");
};
