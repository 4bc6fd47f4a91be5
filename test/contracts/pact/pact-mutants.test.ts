import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { type PactDocument, verifyPact } from "hookwright/pact";
import { expect, it } from "vitest";
import { checks } from "../../../contracts/checks.ts";
import { cloud66Mutants, type Mutant, mutants } from "../../receivers/mutants.ts";
import { SECRET } from "../../receivers/test-receiver.ts";
import { brokenBy, documents } from "./pact-receivers.ts";

const MINUTES = 300_000;
const SHOWN = 1; // of the interactions that are red, to Pact's engine: each costs a process

interface Row {
  provider: string;
  name: string;
  fails: string;
  /** The contracts that are red, and the first interaction that is. */
  red: string[];
  first?: string;
}

const receivers = [
  ...mutants.map((mutant) => ({ ...mutant, provider: cloudflare.name, title: cloudflare.title })),
  ...(cloud66Mutants as readonly Mutant<never>[]).map((mutant) => ({
    ...mutant,
    provider: cloud66.name,
    title: cloud66.title,
  })),
];

const rows: Row[] = [];
const contractOf = ({ metadata }: PactDocument): string => metadata.hookwright.contract;

it.each(receivers)(
  "Pact's engine sees what answers show of the $title receiver that has this bug: $name",
  { timeout: MINUTES },
  async ({ provider, title, name, fails, create }) => {
    const found: { document: PactDocument; broken: PactDocument["interactions"] }[] = [];
    for (const document of documents(provider, SECRET)) {
      const { fetch, options } = create() as { fetch: () => Response; options: { prepare?: () => unknown } };
      const broken = await brokenBy(document, fetch, options.prepare as never);
      if (broken.length > 0) found.push({ document, broken });
    }
    const red = found.map(({ document }) => contractOf(document));
    const first = found[0]?.broken[0]?.description;
    rows.push({ provider: title, name, fails, red, ...(first !== undefined && { first }) });
    for (const { document, broken } of found.slice(0, SHOWN)) {
      const { fetch, options } = create() as {
        fetch: () => Response;
        options: { prepare?: (subject: never) => unknown };
      };
      // From the first on to the one that is red: a receiver may remember what came before.
      const last = document.interactions.findIndex(({ key }) => key === broken[0]?.key);
      const report = await verifyPact({
        pacts: [{ ...document, interactions: document.interactions.slice(0, last + 1) }],
        target: fetch,
        timeout: 1000,
        ...(options.prepare && { prepare: options.prepare as never }),
      });
      expect(report.checks.filter(({ result }) => result === "fail").map(({ id }) => id)).toContain(broken[0]?.key);
    }
  },
);

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const sectionOf = (title: string): string => {
  const own = rows.filter(({ provider }) => provider === title);
  const seen = own.filter(({ red }) => red.length > 0);
  const unseen = own.filter(({ red }) => red.length === 0);
  const ids = checks.map(({ id }): string => id).filter((id) => unseen.some(({ fails }) => fails === id));
  return [
    `## ${title}: ${seen.length} of ${own.length} are seen`,
    [
      line(["receiver", "check", "red in", "first"]),
      line(["---", "---", "---", "---"]),
      ...seen.map(({ name, fails, red, first = "" }) =>
        line([name, `\`${fails}\``, red.length > 4 ? `${red.length} files` : red.join(", "), first]),
      ),
    ].join("\n"),
    "Not seen: no answer shows them.",
    ids
      .map(
        (id) =>
          `- \`${id}\`: ${unseen
            .filter(({ fails }) => fails === id)
            .map(({ name }) => name)
            .join("; ")}`,
      )
      .join("\n"),
  ].join("\n\n");
};

it("docs/pact-mutants.md shows which mutants a contract of answers can see", async ({ skip }) => {
  if (rows.length < receivers.length) skip("not every mutant was run");
  const page = [
    "# What a pact sees",
    "Receivers with one bug each, those of [mutants.md](mutants.md), against the committed pacts. A pact is a contract of single\nanswers: what a receiver stores, whether it mixes up subjects or falls for a late event, it cannot see; `hookwright verify`\ncan. Written by `npx vitest run test/contracts/pact/pact-mutants.test.ts -u`.",
    ...[cloudflare.title, cloud66.title].map(sectionOf),
  ].join("\n\n");
  await expect(`${page}\n`).toMatchFileSnapshot("../../../docs/pact-mutants.md");
});
