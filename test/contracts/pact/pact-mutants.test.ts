import type { FetchFunction } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { type PactDocument, verifyPact } from "hookwright/pact";
import { expect, it } from "vitest";
import { checks } from "../../../contracts/checks.ts";
import { cloud66Mutants, type Mutant, mutants } from "../../receivers/mutants.ts";
import { SECRET } from "../../receivers/test-receiver.ts";
import { brokenBy, documents } from "./pact-receivers.ts";

const MINUTES = 300_000;
const TIMEOUT_MS = 1000; // of mutants that name none

/** What answers show, and Pact's engine does not look at. */
const OVERLOOKED: Readonly<Record<string, string>> = {
  "Cloudflare: redirects to the same path with a slash": "Pact's engine follows the redirect",
};

interface Row {
  provider: string;
  name: string;
  fails: string;
  /** The contracts that are red. */
  red: string[];
  /** The first interaction that is. */
  first: string;
}

const receivers = [
  ...mutants.map((mutant) => ({ ...mutant, provider: cloudflare.name, title: cloudflare.title })),
  ...(cloud66Mutants as readonly Mutant<never>[]).map((mutant) => ({
    ...mutant,
    provider: cloud66.name,
    title: cloud66.title,
  })),
];

const PACTS = { cloudflare: documents("cloudflare", SECRET), cloud66: documents("cloud66", SECRET) };
const rows: Row[] = [];

/** A mutant with what tells providers apart taken out. */
const open = (create: () => unknown) => {
  const { fetch, options } = create() as {
    fetch: FetchFunction;
    options: { prepare?: (subject: never) => unknown; timeout?: number };
  };
  return { fetch, prepare: options.prepare, timeout: options.timeout ?? TIMEOUT_MS };
};

it.each(receivers)(
  "Pact's engine sees what answers show of the $title receiver that has this bug: $name",
  { timeout: MINUTES },
  async ({ provider, title, name, fails, create }) => {
    const found: { document: PactDocument; at: number }[] = [];
    for (const document of PACTS[provider as keyof typeof PACTS]) {
      const { fetch, ...asking } = open(create);
      const broken = await brokenBy(document, fetch, asking);
      if (broken) found.push({ document, at: document.interactions.indexOf(broken) });
    }
    const [shown] = found;
    const isSeen = shown !== undefined && !(`${title}: ${name}` in OVERLOOKED);
    rows.push({
      provider: title,
      name,
      fails,
      red: isSeen ? found.map(({ document }) => document.metadata.hookwright.contract) : [],
      first: shown?.document.interactions[shown.at]?.description ?? "",
    });
    if (!shown) return;
    // From the first on to the one that is red: a receiver may remember what came before.
    const interactions = shown.document.interactions.slice(0, shown.at + 1);
    const { fetch, prepare, timeout } = open(create);
    const report = await verifyPact({
      pacts: [{ ...shown.document, interactions }],
      target: fetch,
      timeout,
      ...(prepare && { prepare: prepare as never }),
    });
    expect(report.checks.at(-1)?.result).toBe(isSeen ? "fail" : "pass");
  },
);

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const MANY = 4;

const sayUnseen = ({ provider, name }: Row): string => {
  const reason = OVERLOOKED[`${provider}: ${name}`];
  return reason === undefined ? name : `${name} (${reason})`;
};

const sectionOf = (title: string): string => {
  const own = rows.filter(({ provider }) => provider === title);
  const seen = own.filter(({ red }) => red.length > 0);
  const unseen = own.filter(({ red }) => red.length === 0);
  const ids = checks.map(({ id }): string => id).filter((id) => unseen.some(({ fails }) => fails === id));
  const table = seen.map(({ name, fails, red, first }) =>
    line([name, `\`${fails}\``, red.length > MANY ? `${red.length} files` : red.join(", "), first]),
  );
  const lists = ids.map((id) => {
    const ofCheck = unseen.filter(({ fails }) => fails === id);
    return `- \`${id}\`: ${ofCheck.map(sayUnseen).join("; ")}`;
  });
  return [
    `## ${title}: ${seen.length} of ${own.length} are seen`,
    [line(["receiver", "check of `verify`", "red in", "first"]), line(["---", "---", "---", "---"]), ...table].join(
      "\n",
    ),
    "Not seen:",
    lists.join("\n"),
  ].join("\n\n");
};

it("docs/pact-mutants.md shows which mutants a contract of answers can see", async ({ skip }) => {
  if (rows.length < receivers.length) skip("not every mutant was run");
  const page = [
    "# What a pact sees",
    "Receivers with one bug each, those of [mutants.md](mutants.md), against the committed pacts by Pact's own engine. A pact is a\ncontract of single answers: what a receiver stores, whether it mixes up subjects or falls for a late event, it cannot see, and\nwhat is only inferred the files do not hold; `hookwright verify` sees them all. Receivers that are slow are given the limit that\n`verify` is given. Written by `npx vitest run test/contracts/pact/pact-mutants.test.ts -u`.",
    ...[cloudflare.title, cloud66.title].map(sectionOf),
  ].join("\n\n");
  await expect(`${page}\n`).toMatchFileSnapshot("../../../docs/pact-mutants.md");
});
