import fc from "fast-check";
import { expect, it } from "vitest";
import { fileSlugs } from "../../cli/files/file-slugs.ts";

it.each([
  ["ssl.custom_hostname_certificate.validation.failed", "ssl.custom_hostname_certificate.validation.failed"],
  ['/data/ssl/method is "http"', "data-ssl-method-is-http"],
  ["../../etc/passwd", "etc-passwd"],
  [".hidden", "hidden"],
  ["ends with a dot.", "ends-with-a-dot"],
  ["café/ﬁn", "cafe-fin"],
  ["支付", "unnamed"],
  ["", "unnamed"],
  ["con", "_con"],
  ["NUL.json", "_NUL.json"],
  ["COM¹", "_COM1"],
  ["console", "console"],
  ["a".repeat(300), "a".repeat(100)],
])("%j becomes %s", (name, slug) => {
  expect(fileSlugs([name])).toEqual([slug]);
});

it("names that would be one file are numbered, also where case does not count", () => {
  expect(fileSlugs(["a b", "a/b", "A-B", "c"])).toEqual(["a-b", "a-b-2", "A-B-3", "c"]);
});

it("a number takes no other's name", () => {
  expect(fileSlugs(["a", "A", "a-2", "a"])).toEqual(["a", "A-3", "a-2", "a-4"]);
});

it("whatever the names, files are distinct in any case, and safe on Windows", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[aA.\-_ 2]{0,6}$/),
    fc.constantFrom("aux", "Com1.x"),
  );
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const slugs = fileSlugs(names);
      expect(new Set(slugs.map((slug) => slug.toLowerCase())).size).toBe(names.length);
      for (const slug of slugs) {
        expect(slug).toMatch(/^\w(?:[\w.-]*[\w])?$/);
        expect(slug).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }
    }),
    { seed: 42, numRuns: 100 },
  );
});
