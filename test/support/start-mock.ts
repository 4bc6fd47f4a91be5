import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { pressCtrlC } from "./press-ctrl-c.ts";
import { MAIN } from "./run-cli.ts";

/** A `hookwright mock` that serves. */
export interface Running {
  /** Name to URL, as it printed them. */
  urls: Record<string, string>;
  stderr(): string;
  /** Presses Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
}

/** Starts `hookwright mock` on a free port, of another copy if need be, and waits until it serves. */
export const startMock = async (args: readonly string[], main: string = MAIN): Promise<Running> => {
  const child = spawn(process.execPath, [main, "mock", "--port", "0", ...args], {
    env: { ...process.env, NO_COLOR: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const closed = once(child, "close"); // after its last words were read
  let [stdout, stderr] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8");
  for await (const text of child.stdout) {
    stdout += text;
    if (/^control .*\n/m.test(stdout)) break;
  }
  const urls = Object.fromEntries(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.split(/ {2,}/) as [string, string]),
  );
  const interrupt = async (): Promise<number | null> => {
    pressCtrlC(child);
    return (await closed)[0] as number | null;
  };
  return { urls, stderr: () => stderr, interrupt };
};
