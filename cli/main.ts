#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { version } from "../contracts/generated/version.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { addBuild } from "./build.ts";
import { addDeliver } from "./deliver.ts";
import { isConfigLoaded } from "./files/load-config.ts";
import { addFixtures } from "./fixtures.ts";
import { addGenerate } from "./generate.ts";
import { addInit } from "./init.ts";
import { INTERRUPTED } from "./interrupt.ts";
import { addList } from "./list.ts";
import { addListen } from "./listen.ts";
import { addMock } from "./mock.ts";
import { addPact } from "./pact.ts";
import { addReplay } from "./replay.ts";
import { addValidate } from "./validate.ts";
import { addVerify } from "./verify.ts";

const USAGE = 2;

const program = new Command("hookwright")
  .description("Prove that a webhook receiver is right before the provider's real events reach it.")
  .version(version)
  .showHelpAfterError("Run with --help for the options.")
  .exitOverride();

for (const add of [
  addVerify,
  addDeliver,
  addBuild,
  addFixtures,
  addPact,
  addValidate,
  addMock,
  addList,
  addListen,
  addReplay,
  addInit,
  addGenerate,
])
  add(program);

// A reader that has enough (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// The one place that decides how the process ends: a user's mistake is one sentence, a bug keeps its stack.
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof HookwrightError) {
    console.error(error.message);
    process.exitCode = USAGE;
  } else if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  else throw error;
}

// What Ctrl-C left behind, and what a config opened, may wait for long yet; what was printed goes out first.
if (process.exitCode === INTERRUPTED || isConfigLoaded()) process.stdout.write("", () => process.exit());
