import { dirname, join } from "node:path/posix";
import { type Sources, withoutComments } from "./sources.ts";

const LAYERS = ["schemas", "generators", "mocks", "contracts", "cli"];

const IMPORT = /(?:\bfrom\s+|\bimport\s+)["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

// What differs between platforms, and the layer that it belongs to.
const PLATFORM: Readonly<Record<string, string>> = {
  "#transport": "mocks",
  "#timer": "mocks",
  "#hash": "mocks",
  "#read-folder": "generators",
  "#pact": "contracts",
  "#capture-file": "contracts",
};

const layerOf = (path: string): string => path.split("/")[0] ?? "";

const judge = (from: string, to: string, dynamic: boolean): string | undefined => {
  const [here, there] = [layerOf(from), layerOf(to)];
  if (there === "codegen" && here !== "codegen")
    return from === "cli/generate.ts" && dynamic
      ? undefined
      : "only cli/generate.ts may import codegen/, through import()";
  if (here === "codegen" || from === "index.ts") return undefined;
  if (to === "index.ts") return "index.ts is for users";
  return LAYERS.indexOf(there) > LAYERS.indexOf(here) ? `${here}/ must not import ${there}/` : undefined;
};

/** Every import that goes against the direction cli → contracts → mocks → generators → schemas. */
export const layerViolations = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) =>
    [...withoutComments(text).matchAll(IMPORT)].flatMap(([, still, dynamic]) => {
      const target = still ?? dynamic ?? "";
      if (target === "hookwright" || target.startsWith("hookwright/"))
        return [`${path} imports ${target}: the package must not import itself by name`];
      if (target.startsWith("#") && PLATFORM[target] !== layerOf(path))
        return [`${path} imports ${target}: only ${PLATFORM[target]}/ may`];
      if (!target.startsWith(".")) return [];
      const to = join(dirname(path), target);
      const problem = judge(path, to, dynamic !== undefined);
      return problem === undefined ? [] : [`${path} imports ${to}: ${problem}`];
    }),
  );
