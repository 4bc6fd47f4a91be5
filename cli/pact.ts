import type { Command } from "commander";
import { addPactBuild } from "./pact-build.ts";
import { addPactLint } from "./pact-lint.ts";
import { addPactVerify } from "./pact-verify.ts";

/** `hookwright pact`: contract files for Pact. */
export const addPact = (program: Command): void => {
  const command = program.command("pact").description("build, verify and lint Pact files");
  for (const add of [addPactBuild, addPactVerify, addPactLint]) add(command);
};
