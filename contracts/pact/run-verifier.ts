import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { HookwrightError } from "../../schemas/hookwright-error.ts";

/** What pact-core's verifier answers. */
export interface VerifierResult {
  result: boolean;
  errors: { interaction: string; mismatch: unknown }[];
  interactionResults: { interactionKey: string; description: string; result: "OK" | "Error"; duration: string }[];
}

/** Options of pact-core's `verifyPacts`. */
export interface VerifierOptions {
  providerBaseUrl: string;
  provider: string;
  pactUrls: string[];
  providerStatesSetupUrl?: string;
  providerStatesSetupBody?: boolean;
}

const MARK = "hookwright-result:";

// The verifier prints to its process's own output, blocks on its native part and may die of it: it gets a process of its own.
const CHILD = `
const { default: core } = await import(process.env.HOOKWRIGHT_CORE);
const options = JSON.parse(process.env.HOOKWRIGHT_OPTIONS);
const answer = await core.verifyPacts(options).catch((error) => error.message);
process.stdout.write("\\n${MARK}" + (typeof answer === "string" ? answer : JSON.stringify(answer)) + "\\n");
`;

const findCore = (): string => {
  try {
    return createRequire(import.meta.url).resolve("@pact-foundation/pact-core");
  } catch (cause) {
    throw new HookwrightError(
      "missing-peer",
      "Failed to verify pacts: @pact-foundation/pact-core is not installed. Install it: npm i -D @pact-foundation/pact-core",
      { cause },
    );
  }
};

// Exactly this value stops Pact's telemetry; a proxy would be put before loopback, too.
const childEnvironment = (options: VerifierOptions): NodeJS.ProcessEnv => {
  const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [
    [name, undefined],
    [name.toLowerCase(), undefined],
  ]);
  const own = {
    PACT_DO_NOT_TRACK: "true",
    HOOKWRIGHT_CORE: pathToFileURL(findCore()).href,
    HOOKWRIGHT_OPTIONS: JSON.stringify({ logLevel: "error", ...options }),
  };
  return { ...process.env, ...Object.fromEntries(proxies), ...own };
};

const readResult = (output: string): VerifierResult => {
  const line = output.split("\n").findLast((one) => one.startsWith(MARK));
  try {
    return JSON.parse((line ?? "").slice(MARK.length)) as VerifierResult;
  } catch (cause) {
    throw new HookwrightError(
      "invalid-option",
      `Failed to verify pacts: the verifier said ${JSON.stringify((line ?? output).slice(-500))}. Check the files and the target.`,
      { cause },
    );
  }
};

/**
 * Runs pact-core's verifier in a child process.
 * @throws HookwrightError `missing-peer`, or `invalid-option` where the verifier gives no result
 */
export const runVerifier = async (options: VerifierOptions): Promise<VerifierResult> => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD], {
    env: childEnvironment(options),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve());
  });
  return readResult(output);
};
