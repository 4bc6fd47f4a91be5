import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The compiled command line; `npm test` builds it first. */
export const MAIN: string = join(import.meta.dirname, "../../dist/cli/main.js");

/** How a process ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Written to its standard input. */
  input?: string;
  env?: Record<string, string>;
  cwd?: string;
  /** The user that it runs as. */
  uid?: number;
  /** Another copy of the command line. */
  main?: string;
}

const run = (
  command: string,
  args: readonly string[],
  { input = "", env = {}, cwd, uid }: RunOptions,
): Promise<Ended> => {
  const { HOOKWRIGHT_SECRET: _, GITHUB_ACTIONS: __, ...inherited } = process.env;
  const child = spawn(command, args, {
    env: { ...inherited, NO_COLOR: "1", ...env },
    ...(cwd !== undefined && { cwd }),
    ...(uid !== undefined && { uid }),
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {}); // it may end before it has read everything
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
};

/** Runs `hookwright` with arguments, as if outside a workflow and without a secret in its environment. */
export const runCli = (args: readonly string[], options: RunOptions = {}): Promise<Ended> => {
  const { main = MAIN } = options;
  if (!existsSync(main)) throw new Error(`${main} is not there: run "npm run build" first.`);
  return run(process.execPath, [main, ...args], options);
};

/** Runs another program of Node's. */
export const runNode = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  run(process.execPath, args, options);

/** Runs a line in a POSIX shell. */
export const runShell = (line: string, options: RunOptions = {}): Promise<Ended> => run("sh", ["-c", line], options);

/** The lines of an output. */
export const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");
