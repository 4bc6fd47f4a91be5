import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { runCli } from "../support/run-cli.ts";
import { read, root } from "./markdown.ts";

interface Job {
  strategy?: { matrix: { node: number[] } };
  steps: { run?: string }[];
}

const { jobs } = parse(read(".github/workflows/ci.yml")) as { jobs: Record<"linux" | "windows", Job> };
const runs = ({ steps }: Job): string[] => steps.flatMap(({ run }) => run ?? []);

it("the workflow runs what CI runs, on every Node since the oldest that package.json names", () => {
  expect(runs(jobs.linux)[0]).toBe(".ci/run");
  const [oldest = 0] = jobs.linux.strategy?.matrix.node ?? [];
  expect(manifest.engines.node).toMatch(new RegExp(`^>=${oldest}\\.`));
});

it("the workflow runs what CI has no time for: Workers' runtime, and the API reference", () => {
  const [, lanes = "", docs] = runs(jobs.linux);
  expect(read("CONTRIBUTING.md")).toContain(`\`${lanes}\``);
  expect(docs).toBe("npm run docs");
  expect(manifest.scripts.docs).toBeDefined();
});

it("the workflow's job for Windows runs the same commands", () => {
  expect(runs(jobs.windows)).toHaveLength(3);
  for (const command of runs(jobs.windows)) expect(read(".ci/run")).toContain(`\n${command} || failed=1\n`);
});

it.each(readdirSync(`${root}/.github/ISSUE_TEMPLATE`).filter((name) => /^\d/.test(name)))(
  "the issue form %s asks for something",
  (name) => {
    const form = parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as Record<string, unknown>;
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const asked = (form["body"] as { type: string; id?: string; attributes: object }[]).filter(({ id }) => id);
    expect(asked.length).toBeGreaterThan(2);
  },
);

it("the changelog begins with the package's version", () => {
  expect(/^## (.+)$/m.exec(read("CHANGELOG.md"))?.[1]).toBe(manifest.version);
});

it("the changelog names every command", async () => {
  const { stdout } = await runCli(["--help"]);
  const [, list = ""] = stdout.split("\nCommands:\n");
  const commands = [...list.matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");
  expect(commands.length).toBeGreaterThan(10);
  const changelog = read("CHANGELOG.md").toLowerCase();
  expect(commands.filter((name) => !changelog.includes(name))).toEqual([]);
});

const decisions = readdirSync(`${root}/docs/decisions`).sort();
const numberOf = (file: string): string => file.slice(0, 4);

it("the heading of each decision begins with its number", () => {
  for (const file of decisions) expect(read(`docs/decisions/${file}`)).toMatch(new RegExp(`^# ${numberOf(file)}: .`));
});

it("a number that no decision has was withdrawn", () => {
  const last = Number(numberOf(decisions.at(-1) ?? ""));
  const all = Array.from({ length: last }, (_, index) => String(index + 1).padStart(4, "0"));
  const text = decisions.map((file) => read(`docs/decisions/${file}`)).join("\n");
  for (const number of all.filter((one) => !decisions.some((file) => numberOf(file) === one)))
    expect(text).toContain(`\n${number} was withdrawn.\n`);
});
