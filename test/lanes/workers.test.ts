import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { it, onTestFinished } from "vitest";
import { bundle } from "./bundle.ts";
import { expectOutcome } from "./expect-outcome.ts";
import type { Outcome } from "./story.ts";

const folder = process.env["HOOKWRIGHT_MINIFLARE"];

interface Miniflare {
  new (
    options: object,
  ): {
    dispatchFetch(url: string): Promise<{ json(): Promise<unknown> }>;
    dispose(): Promise<void>;
  };
}

const loadMiniflare = async (from: string): Promise<Miniflare> => {
  const path = createRequire(join(from, "package.json")).resolve("miniflare");
  return ((await import(/* @vite-ignore */ pathToFileURL(path).href)) as { Miniflare: Miniflare }).Miniflare;
};

it("in Workers' runtime the mock answers, its webhooks come, and a receiver is verified", {
  timeout: 120_000,
}, async ({ skip }) => {
  skip(!folder, "miniflare is not installed: see test/lanes/install-miniflare.js");
  const Miniflare = await loadMiniflare(folder ?? "");
  const script = await bundle("worker.ts", ["workerd", "worker", "browser"]);
  // Without the flag msw takes Workers for a browser, and misses its localStorage.
  const flags = { compatibilityDate: "2026-01-01", compatibilityFlags: ["nodejs_compat"] };
  const miniflare = new Miniflare({ modules: true, script, ...flags });
  onTestFinished(() => miniflare.dispose());
  const response = await miniflare.dispatchFetch("http://localhost/");
  expectOutcome((await response.json()) as Outcome, /^Cloudflare-Workers$/, 16);
});
