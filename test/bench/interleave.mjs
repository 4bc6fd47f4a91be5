import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a script of this folder in a process of its own: nothing is warm that it has not warmed; its last line is JSON. */
const inFreshProcess = async (script, args) => {
  const started = performance.now();
  const { stdout } = await execute(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args]);
  const processMs = performance.now() - started;
  return { ...JSON.parse(stdout.trim().split("\n").at(-1)), processMs };
};

/**
 * Measures every case once a round, in an order that rotates, so that a slow minute of the machine hits all of them and
 * ratios within a round stay true. Gives the rounds, each a Map of case to its measurement.
 */
export const interleave = async (script, cases, rounds) => {
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    const found = new Map();
    for (let i = 0; i < cases.length; i++) {
      const one = cases[(i + round) % cases.length];
      found.set(one, await inFreshProcess(script, one.split("|")));
    }
    measured.push(found);
    console.error(`${script}: round ${round + 1} of ${rounds}`);
  }
  return measured;
};
