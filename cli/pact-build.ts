import type { Command } from "commander";
import { buildPact } from "../contracts/pact/build-pact.ts";
import type { PactDocument } from "../contracts/pact/pact-document.ts";
import { pactFile } from "../contracts/pact/pact-file.ts";
import type { PactOptions } from "../contracts/pact/pact-options.ts";
import { pathOf } from "../contracts/pact/pact-receiver.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { parseAuth } from "../mocks/parse-auth.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";
import { checkPacts, type PactTextFile, writePacts } from "./files/pact-folder.ts";
import { chooseReceiver } from "./flags/choose-receivers.ts";
import { many, withOptions } from "./flags/options.ts";
import { defined, type SecretSource, secretOf, secretSourceOf, withFlags } from "./flags/receiver-options.ts";

interface PactBuildFlags {
  receiver?: string;
  config?: string;
  path?: string;
  out: string;
  lifecycle?: string[];
  variants?: boolean;
  negatives?: boolean;
  secret?: string;
  secretEnv?: string;
  auth?: string;
  envelope?: string;
  seed?: number;
  run?: number;
  start?: string;
  check?: boolean;
}

const count = (documents: readonly PactDocument[]): string => {
  const interactions = documents.reduce((sum, document) => sum + document.interactions.length, 0);
  return `${documents.length} pacts, ${interactions} interactions`;
};

const printEach = (documents: readonly PactDocument[]): void => {
  for (const document of documents)
    console.log(`${pactFile(document).name}: ${document.interactions.length} interactions`);
};

/** Who sends, and what is said of the receiver by its name in the config, or by --receiver. */
const receiverFor = async (name: string, { receiver, config }: PactBuildFlags): Promise<[Provider, PactOptions]> => {
  if (receiver !== undefined) return [await loadProvider(name), { receiver }];
  const chosen = await chooseReceiver(name, { ...defined({ config }), allowRemote: true }); // nothing is sent
  const { secret, auth, envelope = "auto", seed, run, start } = chosen.options;
  const own = defined({ path: pathOf(chosen), secret, auth, seed, run, start });
  return [chosen.provider, { receiver: name, ...own, ...(envelope !== "auto" && { envelope }) }];
};

const buildAll = async (name: string, flags: PactBuildFlags, source: SecretSource): Promise<PactDocument[]> => {
  const { path, lifecycle: lifecycles, variants, negatives, auth, envelope, seed, run, start } = flags;
  const [provider, own] = await receiverFor(name, flags);
  const given = defined({ path, lifecycles, variants, negatives, envelope, seed, run, start });
  const proof = { ...secretOf(flags), ...(auth !== undefined && { auth: parseAuth(auth) }) };
  return buildPact(provider, withFlags<PactOptions>(own, { ...given, ...proof }, source));
};

const check = async (out: string, files: readonly PactTextFile[], counted: string): Promise<void> => {
  const problems = await checkPacts(out, files);
  for (const problem of problems) console.log(problem);
  console.log(
    problems.length === 0
      ? `${out} is up to date: ${counted}.`
      : `${out} is not up to date (${problems.length}): run the same without --check.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
};

const build = async (name: string, flags: PactBuildFlags, command: Command): Promise<void> => {
  const { out } = flags;
  // An unset variable of a script is not the working directory.
  if (out === "")
    throw new HookwrightError("invalid-option", "Failed to write the pacts: --out is empty. Name a directory.");
  const documents = await buildAll(name, flags, secretSourceOf(command));
  const files = documents.map(pactFile);
  if (flags.check) return check(out, files, count(documents));
  const written = await writePacts(out, files);
  printEach(documents);
  console.log(`${out}: ${count(documents)}. ${written} files written.`);
};

/** `hookwright pact build`: Pact files of a provider. */
export const addPactBuild = (pact: Command): void => {
  const command = pact
    .command("build <receiver-or-provider>")
    .description("write Pact V4 files of lifecycles, and of variants and negatives if asked")
    .option("--receiver <name>", "the receiver's name, Pact's provider; without it the first word is one of the config")
    .requiredOption("--out <dir>", "where they go; other files in it stay")
    .option("--path <path>", "where the receiver takes events (default: that of its URL, else /)")
    .option("--lifecycle <name>", "only this one (repeatable); all but random walks unless given", many)
    .option("--variants", "one more file: every event type in each documented form, and the test messages")
    .option("--negatives", "one more file: bad secrets, any 4xx; malformed bodies, no 5xx");
  withOptions(command, ["config", "secret", "secretEnv", "auth", "envelope", "seed", "run", "start"])
    .option("--check", "write nothing; name the files that are not up to date")
    .addHelpText(
      "after",
      "\nThe secret is written into the files: give one that is for tests.\n\nExamples:\n  hookwright pact build web --out pacts\n  hookwright pact build cloudflare --receiver shop --path /webhooks/cloudflare --secret s3cret --variants --negatives --out pacts",
    )
    .action(build);
};
