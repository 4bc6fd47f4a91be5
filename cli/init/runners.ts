import { dependsOn, type Project } from "./project.ts";

/** A test runner, and how one file is run with it. */
interface Runner {
  /** Its package. */
  name: string;
  /** Our entry for it. */
  entry: string;
  /** The command that runs one file, `run` being how the package manager runs what is installed. */
  command: (run: string, file: string) => string;
}

const runners: readonly Runner[] = [
  { name: "vitest", entry: "hookwright/vitest", command: (run, file) => `${run} vitest run ${file}` },
  {
    name: "jest",
    entry: "hookwright/jest",
    // ES modules need the flag, and a variable before a command is nothing for Windows.
    command: (_, file) => `node --experimental-vm-modules node_modules/jest/bin/jest.js ${file}`,
  },
];

/** The test runner that a project depends on. */
export const runnerOf = (project: Project): Runner | undefined => runners.find(({ name }) => dependsOn(project, name));
