import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { judge } from "./floors.mjs";

// test/conformance knows how to judge, and runs in vitest; here its figures stand beside the speeds.
const findFigures = () => {
  const folder = mkdtempSync(join(tmpdir(), "hookwright-"));
  const file = join(folder, "figures.json");
  const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
  const env = { ...process.env, CONFORMANCE_FIGURES: file };
  process.stderr.write("conformance: two generators over two collections of schemas\n");
  execFileSync(process.execPath, [vitest, "run", "test/conformance/figures.test.ts"], { env, stdio: "ignore" });
  const figures = JSON.parse(readFileSync(file, "utf8"));
  rmSync(folder, { recursive: true });
  return figures;
};

const share = ({ valid, of }) => (100 * valid) / of;

export const name = "conformance";

/** Which share of what is generated for other people's schemas is valid. */
export const run = async () => {
  const figures = findFigures();
  return {
    title: "Conformance",
    columns: ["", "valid", "of", "share"],
    rows: Object.entries(figures).map(([what, { valid, of }]) => [
      what,
      String(valid),
      String(of),
      `${share({ valid, of }).toFixed(1)} %`,
    ]),
    notes: [
      "Groups of the official suite that have a valid instance; GitHub's 224 events but for one that contradicts itself.",
      "All of 20 values must be valid, and of a group at least half of a type that its keywords speak of.",
    ],
    floors: judge({
      "official suite, %": share(figures["hookwright: json-schema-test-suite"]),
      "GitHub's events, %": share(figures["hookwright: GitHub's events"]),
    }),
  };
};
