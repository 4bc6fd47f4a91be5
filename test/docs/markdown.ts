import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** The text of a file of the project. */
export const read = (file: string): string => readFileSync(`${root}/${file}`, "utf8");

// With their types, links are not followed: that of examples/node_modules leads to the project itself, again and again.
const under = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join("/"))
    .filter((file) => file.endsWith(".md") && !/node_modules|^docs\/api\//.test(file));

/** Every Markdown file that people read. */
export const documents: readonly string[] = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"],
  ...[".changeset", ".github", "docs", "examples"].flatMap(under),
];

/** A link to another place of the project. */
export interface Link {
  /** As it is written: a path, from the file's folder, and an anchor; either may be missing. */
  path: string;
  anchor: string;
}

const withoutCode = (text: string): string =>
  text.replaceAll(/^```[\s\S]*?^```$/gm, "").replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ""));

/** The relative links of a Markdown text. */
export const linksOf = (text: string): Link[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = "", anchor = ""] = target.split("#");
    return [{ path, anchor }];
  });

// As GitHub does it: letters, digits, underscores and hyphens stay, spaces become hyphens.
const slug = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");

/** The anchors of a Markdown text's headings; one that comes again gets a number. */
export const anchorsOf = (text: string): string[] => {
  const seen = new Map<string, number>();
  return [...text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
    const anchor = slug(heading);
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
};
