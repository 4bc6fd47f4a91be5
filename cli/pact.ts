import type { Command } from "commander";
import { addPactBuild } from "./pact-build.ts";
import { addPactLint } from "./pact-lint.ts";

/** `hookwright pact`: contract files for Pact. */
export const addPact = (program: Command): void => {
  const command = program.command("pact").description("build and check Pact files");
  for (const add of [addPactBuild, addPactLint]) add(command);
};
