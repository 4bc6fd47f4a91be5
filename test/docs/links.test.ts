import { existsSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect, it } from "vitest";
import { pages } from "../readme/blocks.ts";
import { anchorsOf, documents, linksOf, read, root } from "./markdown.ts";

/** The links of a document that lead nowhere. */
const brokenIn = (document: string, text: string): string[] =>
  linksOf(text).flatMap(({ path, anchor }) => {
    const target = path === "" ? document : join(dirname(document), path);
    if (!existsSync(join(root, target))) return [`${document} → ${target}: no such file`];
    if (anchor === "") return [];
    return anchorsOf(read(target)).includes(anchor) ? [] : [`${document} → ${target}#${anchor}: no such heading`];
  });

it("every relative link in a document leads to a file, and its anchor to a heading", () => {
  expect(documents.flatMap((document) => brokenIn(document, read(document)))).toEqual([]);
});

it("there are links to look at", () => {
  expect(documents.flatMap((document) => linksOf(read(document))).length).toBeGreaterThan(60);
});

it.each([
  ["[a](nowhere.md)", "docs/nowhere.md: no such file"],
  ["[a](checks.md#nowhere)", "docs/checks.md#nowhere: no such heading"],
  ["[a](#nowhere)", "docs/planted.md#nowhere: no such heading"],
])("a planted link %s is found", (text, problem) => {
  const found = text.startsWith("[a](#") ? brokenIn("docs/checks.md", text) : brokenIn("docs/planted.md", text);
  expect(found).toEqual([expect.stringContaining(problem.replace("planted", "checks"))]);
});

it("the index leads to every page", () => {
  const linked = linksOf(read("docs/README.md")).map(({ path }) => join("docs", path));
  expect(pages.filter((page) => page !== "docs/README.md" && !linked.includes(page))).toEqual([]);
});
