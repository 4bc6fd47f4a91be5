import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { packed } from "../support/packed.js";
import { runShell } from "../support/run-cli.ts";

const PAGE = fileURLToPath(new URL("../../docs/first-contact.md", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "hookwright-first-contact-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// What it knows of a hostname is what the newest event said. `moved` is the line that is wrong first.
const receiver = (moved: string): string => `const rows = new Map();
const seen = new Set();

export const insert = ({ id }) => rows.set(id, { status: "requested", at: "" });
export const find = ({ id }) => {
  const row = rows.get(id);
  return row && { status: row.status };
};

const take = ({ metadata, data }) => {
  const { id, created_at } = metadata.event;
  const row = rows.get(data.id);
  if (!row || seen.has(id) || Date.parse(created_at) < Date.parse(row.at)) return;
  seen.add(id);
  row.at = created_at;
  ${moved}
};

export const receive = async (request) => {
  if (request.method !== "POST") return new Response(null, { status: 405 });
  if (request.headers.get("cf-webhook-auth") !== "s3cret") return new Response(null, { status: 401 });
  const event = await request.json().catch(() => undefined);
  if (typeof event !== "object" || event === null) return new Response(null, { status: 400 });
  if (event.data?.ssl) take(event); // the test message and other alerts have none
  return new Response(null, { status: 204 });
};
`;
const CARELESS = 'row.status = data.ssl.status === "pending_deployment" ? "active" : data.ssl.status;';
const MENDED = "row.status = data.ssl.status;";

/** A command as it is typed, and what it printed, without what is of this run alone. */
interface Typed {
  command: string;
  shown: string;
  code: number | null;
  seconds: number;
}

// The rest of a failure is how to do it again, and the place in hookwright where it was thrown.
const ONE_RUN = [
  [/ +\d+(\.\d+)?m?s\b/g, ""],
  [/^.* (RUN|Start at|Duration) .*\n/gm, ""],
  [/^(see .*)\n(?:(?!^⎯).*\n)*/gm, "$1\n"],
  [/^⎯.*\n?/gm, ""],
  [/^Wrote to [\s\S]*^\}\n/gm, "Wrote package.json\n"],
  [/(?<=^added )\d+ packages.*/gm, "… packages"],
  [/\n{3,}/g, "\n\n"],
] as const;

const type = async (command: string, run = command): Promise<Typed> => {
  const began = performance.now();
  const { code, stdout, stderr } = await runShell(run, { cwd: folder, env: { CI: "true" } });
  const printed = [stdout, stderr].map((text) => ONE_RUN.reduce((left, [from, to]) => left.replaceAll(from, to), text));
  const shown = printed
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join("\n\n");
  return { command, shown, code, seconds: (performance.now() - began) / 1000 };
};

const shell = ({ command, shown }: Typed): string => `\`\`\`text\n$ ${command}\n${shown}\n\`\`\`\n`;

// What a person does at 1. and 4. of the starter.
const fillIn = (starter: string): string =>
  starter
    .replace(/^\/\/ 1\.[\s\S]*?^};\n/m, 'import { find, insert, receive } from "../receiver.mjs";\n')
    .replace("cloudflare, target,", "cloudflare, receive,")
    .replace(/^ {2}\/\/ 4\.[\s\S]*?(?=^}\);)/m, "  prepare: insert,\n  observe: find,\n");

const pageOf = (
  typed: Record<"begun" | "installed" | "initialised" | "asked" | "failed" | "passed", Typed>,
  { file, starter }: { file: string; starter: string },
  seconds: number,
): string => `# First contact

From an empty folder to a receiver that passes: ${Object.keys(typed).length} commands, and two edits.
The commands took ${seconds} seconds on a machine of two cores. This page is what they printed, without times, banners,
and, of a failure, what follows its \`see\` line: how to do it again, the last request as it was sent, and a stack.
\`npx vitest run test/transcript -u\` runs them, with the tarball that would be published, and writes it.

## Install

${shell(typed.begun)}
${shell(typed.installed)}
## A starter

${shell(typed.initialised)}
\`\`\`js
// ${file}
${starter}\`\`\`

It runs as it is, and says what to fill in:

${shell(typed.asked)}
## The first failing check

A receiver, and the test that knows it:

\`\`\`js
// receiver.mjs
${receiver(CARELESS)}\`\`\`

\`\`\`js
// ${file}
${fillIn(starter)}\`\`\`

${shell(typed.failed)}
## Mend, and pass

A certificate that waits for its deployment is not active yet. The line becomes \`${MENDED}\`

${shell(typed.passed)}`;

// Seconds are of one run; the page keeps those that it has, unless it is written anew.
const [, recorded] = /(\d+) seconds/.exec(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "") ?? [];

it("docs/first-contact.md: from an empty folder to a receiver that passes", { timeout: 600_000 }, async () => {
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  const flags = "--no-audit --no-fund --prefer-offline --loglevel=error";
  const begun = await type("npm init -y");
  const installed = await type(
    "npm install --save-dev hookwright vitest",
    `npm install --save-dev ${flags} "${await packed()}" vitest@4`,
  );
  const initialised = await type("npx hookwright init --provider cloudflare");
  const [, file = ""] = /wrote (\S+)/.exec(initialised.shown) ?? [];
  const starter = readFileSync(join(folder, file), "utf8");
  const check = `npx vitest run ${file}`;
  const asked = await type(check);
  write("receiver.mjs", receiver(CARELESS));
  write(file, fillIn(starter));
  const failed = await type(check);
  write("receiver.mjs", receiver(MENDED));
  const passed = await type(check);
  const typed = { begun, installed, initialised, asked, failed, passed };
  const all = Object.values(typed);
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 1, 1, 0]);
  const seconds = Math.round(all.reduce((sum, one) => sum + one.seconds, 0));
  console.log(`${all.length} commands, ${seconds} seconds`);
  const isWritten = expect.getState().snapshotState.snapshotUpdateState === "all";
  const told = isWritten ? seconds : Number(recorded ?? seconds);
  await expect(pageOf(typed, { file, starter }, told)).toMatchFileSnapshot(PAGE);
});
