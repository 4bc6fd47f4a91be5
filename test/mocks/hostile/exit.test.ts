import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { noConnections } from "./no-connections.ts";
import { rawAnswers } from "./raw-answers.ts";

const TIMEOUT = 300;
const RETRIES = 2; // on a busy machine
const root = fileURLToPath(new URL("../../../dist/", import.meta.url));

// The built package in a process of its own: it says when it is done, and must end of itself.
const script = (target: string, timeout: number): string => `
  import { buildLifecycle, deliver, nodeListener } from "${root}index.js";
  import cloudflare from "${root}generators/generated/cloudflare.js";
  const lifecycle = buildLifecycle(cloudflare, ["ssl.custom_hostname_certificate.validation.succeeded"]);
  const [{ error }] = await deliver(lifecycle, ${target}, { timeout: ${timeout} });
  console.log(error.code);
  const done = performance.now();
  process.on("exit", () => console.log(performance.now() - done));
`;

const run = async (target: string, timeout = TIMEOUT): Promise<{ exit: unknown; said: string; afterwards: number }> => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script(target, timeout)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (data) => {
    out += data;
  });
  const [exit] = await once(child, "close");
  const [said = "", afterwards] = out.split("\n");
  return { exit, said, afterwards: Number(afterwards) };
};

const find = (does: string) => {
  const found = [...noConnections, ...rawAnswers].find((one) => one.does === does);
  if (!found) throw new Error(`nothing "${does}"`);
  return found;
};

it.each([
  "never accepts a connection",
  "never answers to the TLS handshake",
  "accepts a connection and is silent",
  "sends half a body and stops",
  "sends a body for ever",
])("a process ends after a delivery to a receiver that %s", { retry: RETRIES }, async (does) => {
  const { code, open } = find(does);
  const { target, close } = await open(TIMEOUT);
  onTestFinished(close);
  const { exit, said, afterwards } = await run(JSON.stringify(target), code?.endsWith("timeout") ? TIMEOUT : 20_000);
  expect({ exit, said }).toEqual({ exit: 0, said: code });
  expect(afterwards).toBeLessThan(500);
});

it.each(["() => new Promise(() => {})", "nodeListener(() => {})"])(
  "a process waits for %s as long as the timeout says, and ends",
  { retry: RETRIES },
  async (target) => {
    const { exit, said, afterwards } = await run(target);
    expect({ exit, said }).toEqual({ exit: 0, said: "timeout" });
    expect(afterwards).toBeLessThan(500);
  },
);
