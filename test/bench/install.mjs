import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { install } from "../support/install.js";
import { packed } from "../support/packed.js";
import { median } from "./median.mjs";

const FEWEST = 9; // short, and shaken by the disk

/** What is installed, each into an empty folder, and what is imported there. */
const casesOf = (tarball) => ({
  hookwright: { packages: [tarball], modules: ["hookwright", "hookwright/cloudflare"] },
  "faker en": { packages: ["@faker-js/faker@10"], modules: ["@faker-js/faker/locale/en"] },
  "msw + msw/node": { packages: ["msw@2"], modules: ["msw", "msw/node"] },
  "@pact-foundation/pact": { packages: ["@pact-foundation/pact@16"], modules: ["@pact-foundation/pact"] },
});

const bytesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

const countPackages = (folder) =>
  Object.keys(JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8")).packages).length;

const timeImport = async (cwd, modules) => {
  const imports = modules.map((name) => `await import(${JSON.stringify(name)});`).join("");
  const program = `const started = performance.now(); ${imports} console.log(performance.now() - started); process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { cwd });
  return Number(stdout);
};

const measure = async (name, { packages, modules }, rounds) => {
  const folder = await install(packages);
  const times = [];
  for (let round = 0; round < rounds; round++) times.push(await timeImport(folder, modules));
  console.error(`install: ${name}`);
  return [name, (bytesIn(folder) / 1e6).toFixed(1), String(countPackages(folder)), (median(times) / 1000).toFixed(3)];
};

export const name = "install";

/** What a user has on the disk after `npm install`, and how long it takes to load from there. */
export const run = async (options) => {
  const rows = [];
  for (const [one, how] of Object.entries(casesOf(await packed())))
    rows.push(await measure(one, how, Math.max(options.rounds ?? FEWEST, FEWEST)));
  return {
    title: "Install",
    columns: ["", "MB", "packages", "import, s"],
    rows,
    notes: [
      "Each alone in an empty folder, with all that npm brings along, peers that are optional left out; less is better.",
    ],
    floors: [],
  };
};
