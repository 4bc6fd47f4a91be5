import type { Manifest } from "../files/manifest.ts";

/** What a look at a project tells: data, from which the starter follows. */
export interface Project {
  /** What package.json says; absent in a project of another language. */
  manifest?: Manifest;
  /** Its files and folders, with slashes: at its root and in src/. */
  paths: readonly string[];
}

/** Whether a project depends on a package. */
export const dependsOn = ({ manifest }: Project, name: string): boolean => !!manifest?.dependencies.includes(name);

/** Whether a project is written in TypeScript. */
const isTyped = (project: Project): boolean =>
  project.paths.includes("tsconfig.json") || dependsOn(project, "typescript");

/** How the name of a new module ends, for what can or cannot run TypeScript. */
export const extensionFor = (project: Project, typed: boolean): string =>
  typed && isTyped(project) ? "ts" : project.manifest?.isModule ? "js" : "mjs";
