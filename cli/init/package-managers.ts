import type { Project } from "./project.ts";

/** How a package manager is asked for things. */
interface PackageManager {
  lockFiles: readonly string[];
  /** Adds a package for development. */
  add: string;
  /** Runs an installed command. */
  run: string;
  /** Installs what the lock file says, where there is one. */
  install: string;
  /** What a machine of GitHub's or GitLab's, which has Node and npm, must be told before. */
  setup?: string;
}

const npm: PackageManager = {
  lockFiles: ["package-lock.json", "npm-shrinkwrap.json"],
  add: "npm install --save-dev",
  run: "npx",
  install: "npm ci",
};

const packageManagers: readonly PackageManager[] = [
  npm,
  {
    lockFiles: ["pnpm-lock.yaml"],
    add: "pnpm add --save-dev",
    run: "pnpm exec",
    install: "pnpm install --frozen-lockfile",
    setup: "corepack enable",
  },
  {
    lockFiles: ["yarn.lock"],
    add: "yarn add --dev",
    run: "yarn run",
    install: "yarn install --frozen-lockfile",
    setup: "corepack enable",
  },
  {
    lockFiles: ["bun.lock", "bun.lockb"],
    add: "bun add --dev",
    run: "bunx",
    install: "bun install --frozen-lockfile",
    setup: "npm install --global bun",
  },
];

// `npm ci` refuses to run without a lock file.
const npmUnlocked: PackageManager = { ...npm, lockFiles: [], install: "npm install" };

/** The one whose lock file is there; else npm. */
export const packageManagerOf = ({ paths }: Project): PackageManager =>
  packageManagers.find(({ lockFiles }) => lockFiles.some((file) => paths.includes(file))) ?? npmUnlocked;
