import type { ChildProcess } from "node:child_process";
import { getCurrentTest } from "vitest/suite";

/** Presses Ctrl-C for a process. On Windows `kill` would end it at once, without a word: there the test is skipped. */
export const pressCtrlC = (child: ChildProcess): void => {
  if (process.platform === "win32") getCurrentTest()?.context.skip("Windows has no SIGINT to send");
  child.kill("SIGINT");
};
