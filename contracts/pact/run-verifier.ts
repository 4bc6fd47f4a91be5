import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { missingPeer } from "../../schemas/missing-peer.ts";

/** Why an interaction failed, in pact-core's words. */
export interface VerifierError {
  interaction: string;
  mismatch: { type: string; message?: string; mismatches?: { mismatch: string }[] };
}

/** What pact-core's verifier answers; results have the order of the file, and so have the errors of those that failed. */
export interface VerifierResult {
  result: boolean;
  errors: VerifierError[];
  interactionResults: { interactionKey?: string; description: string; result: "OK" | "Error"; duration: string }[];
}

/** Options of pact-core's `verifyPacts`. */
export interface VerifierOptions {
  providerBaseUrl: string;
  provider: string;
  pactUrls: string[];
  /** Milliseconds for an answer. */
  timeout?: number;
  providerStatesSetupUrl?: string;
  providerStatesSetupBody?: boolean;
  providerStatesSetupTeardown?: boolean;
}

/** A result, or why there is none. */
export type VerifierAnswer = VerifierResult | { failure: string };

/** How long the verifier may take, and who may stop it. */
export interface VerifierLimits {
  /** Milliseconds for all files. */
  limit?: number;
  signal?: AbortSignal;
}

// The verifier prints to its process's own output, blocks on its native part and may die of it: it gets a process of its own.
// pact-core 20 has it as the default of its CommonJS alone, 19 there, too.
const CHILD = `
const { default: { default: core } } = await import(process.env.HOOKWRIGHT_CORE);
const verify = async (options) => core.verifyPacts(options); // it throws at once for some options
process.on("message", async (runs) => {
  for (const options of runs) {
    const answer = await verify(options).catch((error) => error.message);
    await new Promise((sent) => process.send(String(answer), sent));
  }
  process.disconnect();
});
process.send("ready");
`;

const CORE = "@pact-foundation/pact-core";

const findCore = (): string => {
  try {
    return createRequire(import.meta.url).resolve(CORE);
  } catch (cause) {
    throw missingPeer(CORE, cause);
  }
};

// Pact's own variables leave interactions out, or bring in a broker's; a proxy would be put before loopback, too.
const MISLEADING = /^(PACT_.*|(https?|all|no)_proxy)$/i;

// Exactly this value stops Pact's telemetry.
const childEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !MISLEADING.test(name))),
  PACT_DO_NOT_TRACK: "true",
  HOOKWRIGHT_CORE: pathToFileURL(findCore()).href,
});

const LONGEST = 500;

const toAnswer = (text: string): VerifierAnswer => {
  try {
    return JSON.parse(text) as VerifierResult;
  } catch {
    return { failure: `the verifier said ${JSON.stringify(text.slice(0, LONGEST))}` };
  }
};

// How the child ended, where that was not its own will.
const endOf = async (child: ChildProcess, limit: number, said: () => string): Promise<string> => {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, limit);
  const ending = await new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(`the verifier could not be started: ${message}`));
    child.on("close", (code, signal) =>
      resolve(
        signal
          ? `the verifier's process was killed (${signal})`
          : `the verifier's process ended with ${code}: ${said()}`,
      ),
    );
  });
  clearTimeout(timer);
  return late ? `the verifier did not come back within ${limit} ms` : ending;
};

const HOUR = 3_600_000;

/**
 * Runs pact-core's verifier in a child process, file after file; an answer for each, in their order.
 * @throws HookwrightError `missing-peer`
 */
export const runVerifier = async (
  runs: readonly VerifierOptions[],
  { limit = HOUR, signal }: VerifierLimits = {},
): Promise<VerifierAnswer[]> => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD], {
    env: childEnvironment(),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let printed = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    printed = (printed + text).slice(0, LONGEST);
  });
  child.stdout?.resume(); // Pact's own account of it: the report says the same
  const said: string[] = [];
  child.on("message", (text) => said.push(String(text)));
  child.once("message", () => child.send(runs.map((options) => ({ logLevel: "error", ...options }))));
  const stop = (): void => void child.kill("SIGKILL");
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  const ending = await endOf(child, limit, () => printed.trim());
  signal?.removeEventListener("abort", stop);
  const [, ...texts] = said; // the first was that it is ready
  const answers = texts.map(toAnswer);
  const failure = signal?.aborted ? "it was stopped" : ending;
  return runs.map((_, i) => answers[i] ?? { failure });
};
