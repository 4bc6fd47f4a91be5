import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { pressCtrlC } from "./press-ctrl-c.ts";
import { type Ended, MAIN } from "./run-cli.ts";

/** A `hookwright listen` that serves. */
export interface Listening {
  /** Where it listens. */
  url: string;
  /** The file of its captures. */
  file: string;
  /** Presses Ctrl-C, or ends it by another signal. */
  interrupt(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Starts `hookwright listen` on a free port and waits until it serves. */
export const startListen = async (args: readonly string[]): Promise<Listening> => {
  const child = spawn(process.execPath, [MAIN, "listen", "--port", "0", ...args], {
    env: { ...process.env, NO_COLOR: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const closed = once(child, "close");
  let [stdout, stderr] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  while (!stdout.includes("\n")) await once(child.stdout, "data");
  const [, url = "", file = ""] = /^(http:\S+) → .*, saved in (.*)\n/.exec(stdout) ?? [];
  const interrupt = async (signal?: NodeJS.Signals): Promise<Ended> => {
    if (signal === undefined) pressCtrlC(child);
    else child.kill(signal);
    const [code] = (await closed) as [number | null];
    return { code, stdout, stderr };
  };
  return { url, file, interrupt };
};
