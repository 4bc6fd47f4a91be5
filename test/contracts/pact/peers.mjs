// Shows the committed pacts to Pact's own tools, as their users would run them:
//   node test/contracts/pact/peers.mjs [folder with node_modules/@pact-foundation/{pact,pact-cli}]
// Without a folder they are installed from npm into a temporary one (100 MB). `npm run build` comes first.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { openReceiver } from "../../bench/pact-receiver.mjs";

process.env.PACT_DO_NOT_TRACK = "true";
for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"]) delete process.env[name]; // put on loopback, too

const PEERS = ["@pact-foundation/pact@16", "@pact-foundation/pact-cli@18"];
const pacts = fileURLToPath(new URL("../../../contracts/pacts/", import.meta.url));

const install = () => {
  const made = mkdtempSync(join(tmpdir(), "hookwright-peers-"));
  writeFileSync(join(made, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...PEERS], { cwd: made, stdio: "inherit" });
  return made;
};

const given = process.argv[2];
const folder = given ?? install();
const files = readdirSync(pacts).map((name) => pacts + name);

const seconds = async (work) => {
  const receiver = await openReceiver();
  const began = performance.now();
  const found = await work(receiver);
  const took = (performance.now() - began) / 1000;
  receiver.close();
  return { ...found, delivered: receiver.deliveries(), seconds: Number(took.toFixed(1)) };
};

const byHookwright = async ({ origin, stateUrl }) => {
  const { verifyPact } = await import("hookwright/pact");
  const states = async (state, params, action) =>
    (await fetch(stateUrl, { method: "POST", body: JSON.stringify({ state, params, action }) })).json();
  const { counts } = await verifyPact({ files, target: origin, states });
  return { passed: counts.pass, failed: counts.fail };
};

const byCli = async ({ origin, stateUrl }) => {
  const { hostname, port } = new URL(origin);
  const result = join(tmpdir(), `hookwright-peers-${process.pid}.json`);
  const args = ["verifier", "--dir", pacts, "--hostname", hostname, "--port", port, "--provider-name", "receiver"];
  const all = [...args, "--state-change-url", stateUrl, "--json", result];
  const bin = join(folder, "node_modules/@pact-foundation/pact-cli/bin/pact.js");
  const code = await promisify(execFile)(process.execPath, [bin, ...all], { maxBuffer: 1e8 }).then(
    () => 0,
    (error) => error.code,
  );
  const { interactionResults } = createRequire(import.meta.url)(result);
  rmSync(result);
  const failed = interactionResults.filter((one) => one.result !== "OK");
  return { passed: interactionResults.length - failed.length, failed: failed.length, code };
};

const byPactJs = async ({ origin, stateUrl }) => {
  const require = createRequire(join(folder, "package.json"));
  const { Verifier } = (await import(pathToFileURL(require.resolve("@pact-foundation/pact")).href)).default;
  const options = {
    provider: "receiver",
    providerBaseUrl: origin,
    pactUrls: files,
    logLevel: "error",
    providerStatesSetupUrl: stateUrl,
  };
  const text = await new Verifier(options).verifyProvider().catch((error) => error.message);
  const { interactionResults } = JSON.parse(text);
  const failed = interactionResults.filter((one) => one.result !== "OK");
  for (const { description } of failed) console.error(`pact-js: ${description}`);
  return { passed: interactionResults.length - failed.length, failed: failed.length };
};

console.table({
  "hookwright verifyPact": await seconds(byHookwright),
  "pact-cli 18": await seconds(byCli),
  "pact-js Verifier": await seconds(byPactJs),
});
if (given === undefined) rmSync(folder, { recursive: true });
process.exit(0);
