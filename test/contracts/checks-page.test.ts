import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checks } from "../../contracts/checks.ts";

const page = readFileSync(new URL("../../docs/checks.md", import.meta.url), "utf8");
const sections = page.split(/^## /m).slice(1);

it("docs/checks.md has a section for each check, in the order in which they run", () => {
  expect(sections.map((section) => section.split("\n")[0])).toEqual(checks.map(({ id }) => id));
});

it.each(checks)("the section of $id says its severity, and how to mend a receiver", ({ id, severity }) => {
  const section = sections.find((one) => one.startsWith(`${id}\n`)) ?? "";
  expect(section.toLowerCase()).toContain(`*${severity}`);
  expect(section).toContain("\nMend: ");
});
