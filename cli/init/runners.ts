import { dependsOn, type Project } from "./project.ts";

/** A test runner, and how one file is run with it. */
export interface Runner {
  /** Its package. */
  name: string;
  /** Our entry for it. */
  entry: string;
  /** Whether it takes TypeScript as it is. */
  typed: boolean;
  /** The command that runs one file, `run` being how the package manager runs what is installed. */
  command: (run: string, file: string) => string;
}

const JEST = "node --experimental-vm-modules node_modules/jest/bin/jest.js";

const runners: readonly Runner[] = [
  { name: "vitest", entry: "hookwright/vitest", typed: true, command: (run, file) => `${run} vitest run ${file}` },
  {
    name: "jest",
    entry: "hookwright/jest",
    typed: false,
    // ES modules need the flag, and a variable before a command is nothing for Windows. Of itself jest 29 finds no .mjs.
    command: (_, file) => (file.endsWith(".mjs") ? `${JEST} --testMatch "**/${file}"` : `${JEST} ${file}`),
  },
];

/** The test runner that a project depends on. */
export const runnerOf = (project: Project): Runner | undefined => runners.find(({ name }) => dependsOn(project, name));
