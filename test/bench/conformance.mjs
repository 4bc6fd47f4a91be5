import { existsSync, readFileSync } from "node:fs";

// test/conformance finds these figures out; here they only stand beside the speeds.
const FILE = new URL("conformance.json", import.meta.url);

export const name = "conformance";

/** Which share of what is generated for other people's schemas is valid. */
export const run = async () => {
  const figures = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
  return {
    title: "Conformance",
    columns: ["", "valid", "of", "share"],
    rows: Object.entries(figures).map(([name, { valid, of }]) => [
      name,
      String(valid),
      String(of),
      `${((100 * valid) / of).toFixed(1)} %`,
    ]),
    notes: existsSync(FILE) ? [] : ["No conformance.json yet."],
    floors: [],
  };
};
