import { expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { bundle } from "../support/bundle.ts";
import { targetsOf } from "../support/targets-of.ts";

const ISOMORPHIC = [
  ".",
  "./cloudflare",
  "./cloud66",
  "./runtime",
  "./msw",
  "./vitest",
  "./jest",
  "./fast-check",
] as const;

const NODE_MODULE = /^(?!\s*\*).*(?:from|import|require)\s*\(?\s*["']node:/; // outside comments
const CODE_FROM_STRINGS = /\beval\(|new Function\(/;

// The lines that match, rather than a bundle of a thousand lines in a failure's message.
const found = (text: string, pattern: RegExp): string[] => text.split("\n").filter((line) => pattern.test(line));

it.each(
  ISOMORPHIC.flatMap(
    (entry) =>
      [
        [entry, "browser"],
        [entry, "workerd"],
      ] as const,
  ),
)(
  "%s needs nothing of Node under the condition %s, and makes no code from strings before it is asked to",
  async (entry, condition) => {
    const path = targetsOf(manifest.exports[entry]).at(-1)?.replace("./", "") ?? "";
    const { statically, all } = await bundle(path, condition === "workerd" ? ["workerd", "browser"] : ["browser"]);
    expect(statically.length).toBeGreaterThan(1000);
    expect(found(all, NODE_MODULE)).toEqual([]);
    expect(found(statically, CODE_FROM_STRINGS)).toEqual([]);
  },
);

it("what does need Node is found by the same test", async () => {
  await expect(bundle("dist/contracts/pact/index.js", ["browser"])).rejects.toThrow(/node:fs/);
});
