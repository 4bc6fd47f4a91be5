import { expect, it } from "vitest";
import { read } from "./markdown.ts";

/** How many schemas of a suite a generator made valid values for, and of how many, as the bench last counted. */
const counted = (who: string, suite: string): [string, string] => {
  const row = new RegExp(`^\\| ${who}: ${suite} \\| (\\d+) \\| (\\d+) \\|`, "m").exec(read("test/bench/results.md"));
  return [row?.[1] ?? "", row?.[2] ?? ""];
};

it("docs/comparison.md counts valid values as the bench did", () => {
  const [ours, events] = counted("hookwright", "GitHub's events");
  const [theirs] = counted("json-schema-faker", "GitHub's events");
  const [oursOfSuite, groups] = counted("hookwright", "json-schema-test-suite");
  const [theirsOfSuite] = counted("json-schema-faker", "json-schema-test-suite");
  expect(ours).toBe(events);
  const text = read("docs/comparison.md").replaceAll(/\s+/g, " ");
  expect(text).toContain(
    `Of the ${events} event schemas of \`@octokit/webhooks-schemas\` that do not contradict themselves`,
  );
  expect(text).toContain(`makes 20 valid values for ${theirs}, hookwright for all.`);
  expect(text).toContain(`it is ${theirsOfSuite} and ${oursOfSuite} of ${groups} groups.`);
});
