// Compares hookwright with what else makes such payloads: `npm run bench`, or
//   node test/bench/run.mjs [--only payload|imports|install|deliveries|memory|verify|pact|mock|conformance] [--rounds 7]
// Prints Markdown, progress goes to stderr; a run of all sections is kept in results.md.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as conformance from "./conformance.mjs";
import * as deliveries from "./deliveries.mjs";
import * as imports from "./imports.mjs";
import * as install from "./install.mjs";
import * as memory from "./memory.mjs";
import * as mock from "./mock.mjs";
import * as pact from "./pact.mjs";
import * as payload from "./payload.mjs";
import { formatResults } from "./results.mjs";
import * as verify from "./verify.mjs";

/** Every section has a `name` and `run(options)`, which gives a title, a table, what to know of it, and its floors. */
const sections = [payload, imports, install, deliveries, memory, verify, pact, mock, conformance];

const { values } = parseArgs({
  options: { only: { type: "string" }, rounds: { type: "string" } },
});

const wanted = sections.filter(({ name }) => values.only === undefined || name === values.only);
if (wanted.length === 0)
  throw new Error(`There is no section "${values.only}": ${sections.map(({ name }) => name).join(", ")}`);
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
  throw new Error(`--rounds is ${values.rounds}, no whole number from 1 on`);

const results = [];
for (const section of wanted) results.push(await section.run({ rounds }));

const markdown = formatResults(results);
if (wanted.length === sections.length) writeFileSync(new URL("results.md", import.meta.url), markdown);
console.log(markdown);
