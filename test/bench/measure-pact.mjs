// Prints the seconds of one verification of the committed pacts of the lifecycles: argument `hookwright` or `pact-js`.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openReceiver } from "./pact-receiver.mjs";

process.env.PACT_DO_NOT_TRACK = "true"; // exactly this stops Pact's telemetry; before it is imported

const folder = fileURLToPath(new URL("../../contracts/pacts/", import.meta.url));
// pact-js answers 400 to malformed bodies itself: the negatives would measure that.
const files = readdirSync(folder)
  .filter((name) => !name.includes("negatives"))
  .map((name) => folder + name);
const interactions = files.reduce((sum, file) => sum + JSON.parse(readFileSync(file, "utf8")).interactions.length, 0);

const statesBy = (url) => (state, params, action) =>
  fetch(url, { method: "POST", body: JSON.stringify({ state, params, action }) }).then((answer) => answer.json());

const VERIFIERS = {
  hookwright: async ({ origin, stateUrl }) => {
    const { verifyPact } = await import("hookwright/pact");
    const report = await verifyPact({ files, target: origin, states: statesBy(stateUrl) });
    if (!report.passed) throw new Error(JSON.stringify(report.checks.filter(({ result }) => result !== "pass")));
  },
  "pact-js": async ({ origin, stateUrl }) => {
    // Where pact-js is no dependency: the folder that it was installed in.
    const from = process.env.HOOKWRIGHT_PACT_JS ?? fileURLToPath(import.meta.url);
    const path = createRequire(from).resolve("@pact-foundation/pact");
    const { Verifier } = (await import(pathToFileURL(path).href)).default;
    await new Verifier({
      provider: "receiver",
      providerBaseUrl: origin,
      pactUrls: files,
      logLevel: "error",
      providerStatesSetupUrl: stateUrl,
    }).verifyProvider();
  },
};

const receiver = await openReceiver();
const began = performance.now();
await VERIFIERS[process.argv[2]](receiver);
const seconds = (performance.now() - began) / 1000;
receiver.close();
console.log(`\n${JSON.stringify({ seconds, interactions, delivered: receiver.deliveries() })}`);
process.exit(0);
