import { packageManagerOf } from "./package-managers.ts";
import type { Project } from "./project.ts";
import type { StarterFile } from "./starter-file.ts";

const NODE = 24;

/** A command that CI runs, and what to say of it. */
interface CiStep {
  run: string;
  says?: string;
}

const starting = ({ manifest }: Project): CiStep =>
  manifest
    ? { run: "npm start &", says: "1. your receiver, in the background" }
    : { run: 'echo "1. Start your receiver here, in the background." && exit 1' };

const WAITING =
  "curl --silent --output /dev/null --retry 30 --retry-delay 1 --retry-connrefused http://127.0.0.1:3000/";

/** What CI runs before the check and the check itself. */
const stepsOf = (project: Project, check: string, needsServer: boolean): CiStep[] => {
  const { install, setup } = packageManagerOf(project);
  return [
    ...(project.manifest && setup ? [{ run: setup }] : []),
    ...(project.manifest ? [{ run: install }] : []),
    ...(needsServer ? [starting(project), { run: WAITING }] : []),
    { run: check },
  ];
};

const comment = ({ says }: CiStep): string => (says === undefined ? "" : ` # ${says}`);

const github = (steps: readonly CiStep[]): StarterFile => ({
  path: ".github/workflows/hookwright.yml",
  content: `name: hookwright
on: [push, pull_request]
jobs:
  webhooks:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: ${NODE}
${steps.map((step) => `      - run: ${step.run}${comment(step)}\n`).join("")}`,
});

const GITLAB = ".gitlab/hookwright.yml";

const gitlab = (steps: readonly CiStep[]): StarterFile => ({
  path: GITLAB,
  next: `add to .gitlab-ci.yml: include: ${GITLAB}`,
  content: `# .gitlab-ci.yml has to name this file: include: ${GITLAB}
webhooks:
  image: node:${NODE}
  script:
${steps.map((step) => `    - ${step.run}${comment(step)}\n`).join("")}`,
});

/** A CI step: for GitLab where .gitlab-ci.yml is, else a workflow of GitHub's. */
export const ciFile = (project: Project, check: string, needsServer: boolean): StarterFile =>
  (project.paths.includes(".gitlab-ci.yml") ? gitlab : github)(stepsOf(project, check, needsServer));
