import type { AboutProvider } from "./about-provider.ts";
import { ciFile } from "./ci-file.ts";
import { configFile } from "./config-file.ts";
import { packageManagerOf } from "./package-managers.ts";
import { dependsOn, type Project } from "./project.ts";
import { runnerOf } from "./runners.ts";
import type { StarterFile } from "./starter-file.ts";
import { testFile } from "./test-file.ts";

/** The files of a starter, and what to do next: commands to run, mostly. */
export interface Starter {
  files: StarterFile[];
  next: string[];
}

/** What suits a project: a test where a runner is, else a config for the command line; with `ci` a CI step, too. */
export const planStarter = (project: Project, provider: AboutProvider, ci: boolean): Starter => {
  const { add, run } = packageManagerOf(project);
  const runner = runnerOf(project);
  const file = runner ? testFile(project, provider, runner) : configFile(project, provider);
  const check = runner ? runner.command(run, file.path) : `${project.manifest ? run : "npx --yes"} hookwright verify`;
  const isMissing = project.manifest !== undefined && !dependsOn(project, "hookwright");
  const files = [file, ...(ci ? [ciFile(project, check, runner === undefined)] : [])];
  return {
    files,
    next: [...(isMissing ? [`${add} hookwright`] : []), check, ...files.flatMap(({ next = [] }) => next)],
  };
};
