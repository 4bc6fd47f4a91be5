import { expect, it } from "vitest";
import { hookwrightMaker } from "./hookwright-maker.ts";
import { octokitDefinitions, octokitEvents, octokitReference } from "./octokit.ts";
import { octokitJudge } from "./octokit-judge.ts";

const SEEDS = 100;

it("there are 224 schemas of GitHub's events", () => {
  expect(new Set(octokitEvents).size).toBe(224);
  expect(octokitEvents).toHaveLength(224);
});

it.each(octokitEvents)("100 values of GitHub's %s are valid", async (name) => {
  const problemOf = octokitJudge(name);
  const valueAt = await hookwrightMaker.make(octokitReference(name), octokitDefinitions);
  for (let seed = 0; seed < SEEDS; seed++) expect(problemOf(await valueAt(seed)), `seed ${seed}`).toBeUndefined();
});
