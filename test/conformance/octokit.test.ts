import { expect, it } from "vitest";
import { hookwrightMaker } from "./hookwright-maker.ts";
import { CONTRADICTORY, octokitDefinitions, octokitEvents, octokitReference } from "./octokit.ts";
import { octokitJudge } from "./octokit-judge.ts";

const SEEDS = 100;

it("there are 224 schemas of GitHub's events", () => {
  expect(new Set(octokitEvents).size).toBe(224);
  expect(octokitEvents).toHaveLength(224);
});

it(`GitHub's ${CONTRADICTORY} cannot be satisfied, and is refused by name`, async () => {
  await expect(hookwrightMaker.make(octokitReference(CONTRADICTORY), octokitDefinitions)).rejects.toThrow(
    /additionalProperties at "\/location" forbids "type", which is asked for/,
  );
  const problemOf = octokitJudge("secret-scanning-location");
  expect(problemOf({})).toContain("must have required property 'type'");
  const title = { type: "issue_title", details: { issue_title_url: "https://api.github.com/repos/a/b/issues/1" } };
  expect(problemOf(title)).toContain("must NOT have additional properties");
});

it.each(octokitEvents.filter((name) => name !== CONTRADICTORY))("100 values of GitHub's %s are valid", async (name) => {
  const problemOf = octokitJudge(name);
  const valueAt = await hookwrightMaker.make(octokitReference(name), octokitDefinitions);
  for (let seed = 0; seed < SEEDS; seed++) expect(problemOf(await valueAt(seed)), `seed ${seed}`).toBeUndefined();
});
