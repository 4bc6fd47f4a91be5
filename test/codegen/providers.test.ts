import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../codegen/docs/fields.ts";
import { generateProviders } from "../../codegen/providers.ts";
import { readFolder } from "../../generators/read-folder-node.ts";
import { certaintyAt } from "../../schemas/certainty.ts";
import { eventPath, eventTypesOf, withIds } from "../../schemas/provider-folder.ts";
import { absoluteReference } from "../../schemas/reference.ts";

const folderOf = async (name: string) =>
  withIds(await readFolder(fileURLToPath(new URL(`../../schemas/${name}`, import.meta.url))));
const folders = [await folderOf("cloudflare"), await folderOf("cloud66")];
const page = readFileSync(new URL("../../docs/providers.md", import.meta.url), "utf8");

const sectionOf = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";

describe.each(folders.map((folder) => ({ folder, title: folder.provider.title })))("$title", ({ folder, title }) => {
  const section = sectionOf(title);
  const resolve = (reference: string, base: string) =>
    Object.values(folder.schemas).find(({ $id }) => $id === absoluteReference(reference, base));

  it("every event's meaning and source stand on the page", () => {
    for (const eventType of eventTypesOf(folder)) {
      const { description = "no description", $comment = "no source" } = folder.schemas[eventPath(eventType)] ?? {};
      expect(section).toContain(`| ${description} | documented | ${$comment} |`);
    }
  });

  it("every field of every event has a row with the certainty that issues give it", () => {
    for (const eventType of eventTypesOf(folder)) {
      const schema = folder.schemas[eventPath(eventType)] ?? {};
      for (const { pointer, certainty } of fieldsOf(folder, schema).slice(1)) {
        const rows = section.split("\n").filter((line) => line.startsWith(`| \`${pointer}\` |`));
        expect(rows.some((row) => row.includes(` | ${certainty} | `))).toBe(true);
        expect(certaintyAt(schema, pointer.replaceAll("*", "0"), "type", resolve), pointer).toBe(certainty);
      }
    }
  });

  it("every remark of an envelope, a test message and a severity stands on the page", () => {
    const { delivery, envelopes = [], testMessages = [], severities = {} } = folder.provider;
    const remarks = [delivery, ...envelopes, ...testMessages].flatMap(({ $comment = [] }) => $comment);
    const sources = Object.values(severities).map(({ source }) => source);
    expect(remarks.length + sources.length).toBeGreaterThan(2);
    for (const remark of [...remarks, ...sources]) expect(section).toContain(remark);
  });

  it("every short name of a source is explained, and no other", () => {
    const comments = JSON.stringify({ ...folder, provider: { ...folder.provider, sources: undefined } });
    const explained = Object.keys(folder.provider.sources ?? {});
    for (const short of explained) expect(comments).toMatch(new RegExp(`\\b${short}\\b`));
    const used = comments.match(/\b(?:OA\d\d|C66-[A-Z]+|WD|CW|WPS)\b/g) ?? [];
    expect(explained).toEqual(expect.arrayContaining([...new Set(used)]));
  });
});

it("a provider that says little gets a short section", () => {
  const [folder] = folders;
  if (!folder) throw new Error("no folder");
  const { envelopes, testMessages, severities, sources, ...provider } = folder.provider;
  const { content } = generateProviders([{ ...folder, provider }]);
  expect(content).not.toMatch(/^### .*: (?:envelopes|test messages|severities|sources)$/m);
  expect(content).toContain("### Cloudflare: deliveries");
});
