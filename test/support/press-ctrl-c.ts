import type { ChildProcess } from "node:child_process";
import { TestRunner } from "vitest";

/** Presses Ctrl-C for a process. On Windows `kill` would end it at once, without a word: there the test is skipped. */
export const pressCtrlC = (child: ChildProcess): void => {
  if (process.platform === "win32") TestRunner.getCurrentTest()?.context.skip("Windows has no SIGINT to send");
  child.kill("SIGINT");
};
