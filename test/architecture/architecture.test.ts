import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { registry } from "../../generators/generated/registry.ts";
import { layerViolations } from "./layers.ts";
import { providerNameViolations } from "./provider-names.ts";
import { readSources } from "./sources.ts";

const sources = readSources(fileURLToPath(new URL("../..", import.meta.url)));
const names = Object.keys(registry);

it("imports go one way: cli → contracts → mocks → generators → schemas", () => {
  expect(sources.size).toBeGreaterThan(80);
  expect(layerViolations(sources)).toEqual([]);
});

it.each([
  ["schemas/planted.ts", 'import { walk } from "../generators/walk.ts";', "schemas/ must not import generators/"],
  ["mocks/planted.ts", 'export { checks } from "../contracts/checks.ts";', "mocks/ must not import contracts/"],
  [
    "generators/planted.ts",
    'const { deliver } = await import("../mocks/deliver.ts");',
    "generators/ must not import mocks/",
  ],
  [
    "contracts/planted.ts",
    'import { generate } from "../codegen/generate.ts";',
    "only cli/generate.ts may import codegen/",
  ],
  ["cli/generate.ts", 'import { generate } from "../codegen/generate.ts";', "only cli/generate.ts may import codegen/"],
  ["mocks/planted.ts", 'import { deliver } from "../index.ts";', "index.ts is for users"],
  ["mocks/planted.ts", 'import { deliver } from "hookwright";', "must not import itself by name"],
  ["schemas/planted.ts", 'import { openUrl } from "#transport";', "only mocks/ may"],
])("a planted violation in %s is found", (path, text, problem) => {
  const found = layerViolations(new Map([...sources, [path, text]]));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(problem);
});

it("no provider is named where code should know none", () => {
  expect(names).toEqual(["cloud66", "cloudflare"]);
  expect(providerNameViolations(sources, names)).toEqual([]);
});

it.each([
  ["contracts/planted.ts", 'if (provider.name === "cloudflare") skip();'],
  ["mocks/planted.ts", "const cloud66Auth = {};"],
  ["mocks/providers/cloudflare/planted.ts", 'const other = "cloud66";'],
])("a provider's name planted in %s is found", (path, text) => {
  expect(providerNameViolations(new Map([...sources, [path, text]]), names)).toHaveLength(1);
});

it("index.ts is named re-exports and nothing else", () => {
  const statements = (sources.get("index.ts") ?? "")
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  for (const statement of statements) expect(statement).toMatch(/^export (type )?\{[^}]*\} from "\.\/[^"]+"$/);
});
