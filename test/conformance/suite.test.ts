import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { type Conformance, conform } from "./conform.ts";
import { hookwrightMaker } from "./hookwright-maker.ts";
import listed from "./missed.json" with { type: "json" };
import { type Group, isSatisfiable, suite } from "./suite.ts";

const missedFile = join(import.meta.dirname, "missed.json");
const reasons: Readonly<Record<string, string>> = listed;

const satisfiable: Conformance[] = [];
const others: Conformance[] = [];

const conformAll = async (groups: readonly Group[], found: Conformance[]): Promise<void> => {
  for (const group of groups) found.push(await conform(group, hookwrightMaker));
};

const told = ({ group, outcome, reason }: Conformance): string => `${group}: ${outcome}: ${reason}`;

const withOutcome = (found: readonly Conformance[], ...outcomes: Conformance["outcome"][]): string[] =>
  found.filter(({ outcome }) => outcomes.includes(outcome)).map(told);

beforeAll(async () => {
  await conformAll(suite.filter(isSatisfiable), satisfiable);
  await conformAll(
    suite.filter((group) => !isSatisfiable(group)),
    others,
  );
});

it("json-schema-test-suite has 383 groups, and knows an instance for 358 of them", () => {
  expect(suite).toHaveLength(383);
  expect(satisfiable).toHaveLength(358);
});

it("one of the two validators agrees with the suite on every group", () => {
  expect(withOutcome([...satisfiable, ...others], "unjudged")).toEqual([]);
});

it("no value is invalid, and nothing fails but by refusing", () => {
  expect(withOutcome([...satisfiable, ...others], "invalid", "crashed")).toEqual([]);
});

it("at least 95 % of the groups that can be satisfied are", ({ annotate }) => {
  const conforming = satisfiable.filter(({ outcome }) => outcome === "valid").length;
  annotate(`${conforming} of ${satisfiable.length} groups`);
  expect(conforming / satisfiable.length).toBeGreaterThanOrEqual(0.95);
});

it("every missed group is listed with its reason in missed.json, and no other", () => {
  const missed = satisfiable.filter(({ outcome }) => outcome !== "valid");
  const now = Object.fromEntries(
    missed.map((one) => [one.group, reasons[one.group] ?? `${one.outcome}: ${one.reason}`]),
  );
  if (process.env["UPDATE_MISSED"]) writeFileSync(missedFile, `${JSON.stringify(now, null, 2)}\n`);
  else expect(now).toEqual(reasons);
});

it("a group without a known instance is refused, unless a validator accepts what is made of it", ({ annotate }) => {
  for (const one of others) annotate(told(one));
  expect(others).toHaveLength(25);
  expect(withOutcome(others, "refused", "valid", "wrong type")).toHaveLength(25);
});
