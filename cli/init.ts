import type { Command } from "commander";
import { registry } from "../generators/generated/registry.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { aboutProvider } from "./init/about-provider.ts";
import { chooseProvider } from "./init/choose-provider.ts";
import { planStarter } from "./init/plan-starter.ts";
import { readProject } from "./init/read-project.ts";
import { writeStarter } from "./init/write-starter.ts";

interface InitFlags {
  provider?: string;
  ci?: boolean;
  dryRun?: boolean;
}

const init = async ({ provider: given, ci = false, dryRun = false }: InitFlags): Promise<void> => {
  const root = process.cwd();
  const project = await readProject(root);
  const name = given ?? chooseProvider(project, Object.keys(registry));
  const { files, next } = planStarter(project, aboutProvider(await loadProvider(name), name), ci);
  for (const file of files)
    if (dryRun) console.log(`${file.path}:\n\n${file.content}`);
    else if (await writeStarter(root, file)) console.log(`wrote ${file.path}`);
    else console.log(`left  ${file.path} as it is; --dry-run shows what it would have been`);
  console.log(`next  ${next.join("\n      ")}`);
};

/** `hookwright init`: a starter after a look at the project. */
export const addInit = (program: Command): void => {
  program
    .command("init")
    .description("write a starter after a look at the project: a test, or a config where no test runner is")
    .option("--provider <name>", "who sends; or the folder of your own (default: the one whose package you depend on)")
    .option("--ci", "a CI step, too: for GitLab where .gitlab-ci.yml is, else a workflow of GitHub's")
    .option("--dry-run", "write nothing; print the files")
    .addHelpText(
      "after",
      "\nNothing is overwritten.\n\nExample:\n  npx hookwright init --provider cloudflare --dry-run",
    )
    .action(init);
};
