import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Project } from "./project.ts";

/**
 * The provider whose package a project depends on.
 * @throws HookwrightError `invalid-option` for none or several
 */
export const chooseProvider = ({ manifest }: Project, known: readonly string[]): string => {
  const found = known.filter((name) => manifest?.dependencies.includes(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const ways = known.map((name) => `--provider ${name}`).join(", ");
  throw new HookwrightError(
    "invalid-option",
    `Failed to choose a provider: the project's dependencies name ${found.length === 0 ? "none" : found.join(" and ")}. Give ${ways}, or the folder of your own.`,
  );
};
