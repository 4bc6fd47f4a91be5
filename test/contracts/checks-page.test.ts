import { timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { type VerifyOptions, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { checks } from "../../contracts/checks.ts";
import { formatCheck } from "../../contracts/formats/check-text.ts";
import { mutants } from "../receivers/mutants.ts";

const FILE = "../../docs/checks.md";
const page = readFileSync(new URL(FILE, import.meta.url), "utf8");
const sections = page.split(/^## /m).slice(1);
const sectionOf = (id: string): string => sections.find((one) => one.startsWith(`${id}\n`)) ?? "";
const FAILURE = /(?<=^```text\n)[\s\S]*?(?=^```$)/m;

/** The mutant whose report stands in each section. */
const SHOWN: Readonly<Record<string, string>> = {
  "accepts-valid": "TypeError on settings, which deletions have not",
  "accepts-test-message": "TypeError on data of a test message",
  "accepts-orphans": "TypeError on the hostname of an orphan",
  "accepts-unknown-subjects": "TypeError on the row of an unknown hostname",
  "tolerates-drift": "refuses unknown fields",
  "tolerates-other-events": "TypeError on metadata.zone.id of a zone that is null",
  "follows-lifecycle": "takes a renewal for active at once",
  "isolates-subjects": "keeps one status for each zone",
  "tolerates-reordering": "the last write wins",
  "tolerates-loss": "keeps a deployment back until the issuance has come",
  "ignores-duplicates": "counts duplicates",
  "stays-deleted": "deletes the row, and makes a new one of a late event",
  "responds-in-time": "never answers one event type",
  "ignores-other-methods": "takes an event by PUT",
  "survives-malformed": "500 on malformed JSON",
  "rejects-bad-secret": "compares the secret only when one is sent",
};

const REPEATED = /^(replay|sent) {3,}/m; // what comes then is how to send it again

/** A check's failure as it is printed, up to how to send it again. */
const failureOf = async (id: string): Promise<string> => {
  const mutant = mutants.find(({ name, fails }) => fails === id && name === SHOWN[id]);
  if (!mutant) throw new Error(`no mutant "${SHOWN[id]}" of ${id}`);
  const { fetch, options } = mutant.create();
  const fixed: VerifyOptions<CloudflareSubject> = { seed: 42, run: 1, check: [id as never] };
  const report = await verifyReceiver(cloudflare, fetch, { ...options, ...fixed });
  const [printed = ""] = report.checks.map(formatCheck);
  return printed.slice(0, printed.search(REPEATED));
};

it("docs/checks.md has a section for each check, in the order in which they run", () => {
  expect(sections.map((section) => section.split("\n")[0])).toEqual(checks.map(({ id }) => id));
});

it.each(checks)(
  "the section of $id says its severity, why it matters, and how to mend a receiver",
  ({ id, severity }) => {
    const section = sectionOf(id);
    expect(section.toLowerCase()).toContain(`*${severity}`);
    expect(section).toContain("\nWhy: ");
    expect(section).toContain("\nMend: ");
  },
);

it("each section shows a failure as it is printed", { retry: 2 }, async () => {
  let actual = page;
  for (const { id } of checks) {
    const section = sectionOf(id);
    expect(section, id).toMatch(FAILURE);
    const failure = await failureOf(id);
    expect(failure).toContain(`\nsee      node_modules/hookwright/docs/checks.md#${id}\n`);
    actual = actual.replace(section, () => section.replace(FAILURE, () => failure));
  }
  await expect(actual).toMatchFileSnapshot(FILE);
});

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

it.each([
  ["s3cret", "s3cret", undefined], // it goes on
  ["s3cret", "wrong", 401],
  ["s3cret", "s3cre", 401],
  ["s3cret", undefined, 401],
  ["", undefined, 401],
  ["", "", 401],
])("the mend of rejects-bad-secret, whose secret is %j, answers %j with %s", async (WEBHOOK_SECRET, given, status) => {
  const code = /(?<=^```js\n)[\s\S]*?(?=^```$)/m.exec(sectionOf("rejects-bad-secret"))?.[0] ?? "";
  const mend = new AsyncFunction("request", "process", "timingSafeEqual", code);
  const request = new Request("http://127.0.0.1", { headers: given === undefined ? {} : { "cf-webhook-auth": given } });
  expect((await mend(request, { env: { WEBHOOK_SECRET } }, timingSafeEqual))?.status).toBe(status);
});

it("what a section shows as code can be parsed", () => {
  const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
  expect(blocks.length).toBeGreaterThan(5);
  for (const code of blocks) expect(() => new AsyncFunction(code), code).not.toThrow();
});
