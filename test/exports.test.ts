import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { targetsOf } from "./support/targets-of.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

// The built files, as a user would import them. A changed list is visible to users.
const namesOf = async (entry: keyof typeof manifest.exports): Promise<string[]> =>
  Object.keys(await import(`${root}/${targetsOf(manifest.exports[entry]).at(-1)}`)).sort();

it("hookwright", async () => {
  expect(await namesOf(".")).toMatchInlineSnapshot(`
    [
      "HookwrightError",
      "buildDeliveries",
      "buildLifecycle",
      "buildPayload",
      "buildPayloads",
      "compileGenerator",
      "corrupt",
      "defineConfig",
      "defineProvider",
      "delay",
      "deliver",
      "deliverEach",
      "drop",
      "duplicate",
      "formatFault",
      "formatReport",
      "isEvent",
      "nodeListener",
      "orphan",
      "overlap",
      "parseFault",
      "record",
      "reorder",
      "validatePayload",
      "variants",
      "verifyReceiver",
      "withFaker",
      "wrongSecret",
    ]
  `);
});

it("hookwright/msw", async () => {
  expect(await namesOf("./msw")).toEqual(["mockProvider"]);
});

it("hookwright/pact", async () => {
  expect(await namesOf("./pact")).toEqual(["buildPact", "lintPact", "verifyMessagePact", "verifyPact"]);
});

it("hookwright/fast-check", async () => {
  expect(await namesOf("./fast-check")).toEqual(["arbitraryDeliveries", "arbitraryPayload"]);
});

it("hookwright/jest, where jest's globals are", async () => {
  const nothing = (): void => {};
  for (const name of ["describe", "it", "beforeAll", "afterAll"]) vi.stubGlobal(name, nothing);
  vi.stubGlobal("expect", { extend: nothing });
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await namesOf("./jest")).toEqual(["describeReceiver"]);
});

it("hookwright/vitest", async () => {
  expect(await namesOf("./vitest")).toEqual(["describePact", "describeReceiver"]);
});

it.each(["./cloudflare", "./cloud66"] as const)("hookwright%s is a provider", async (entry) => {
  expect(await namesOf(entry)).toEqual(["default"]);
});

it("hookwright/runtime has what generated modules call", async () => {
  expect(await namesOf("./runtime")).toEqual(expect.arrayContaining(["acceptor", "bindProvider", "helpers", "once"]));
});

it("every entry and condition leads to a file", () => {
  const targets = [manifest.exports, manifest.imports].flatMap(targetsOf);
  for (const target of targets.filter((one) => !one.includes("*")))
    expect(existsSync(`${root}/${target}`), target).toBe(true);
});

it("nothing runs where the package is installed", () => {
  const scripts = Object.keys(manifest.scripts);
  expect(scripts.filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name))).toEqual([]);
});
