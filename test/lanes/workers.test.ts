import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it, onTestFinished } from "vitest";
import { addDomain, type Kv, readStatus } from "../../examples/cloudflare-worker/src/domains.ts";
import { bundle } from "./bundle.ts";
import { expectOutcome } from "./expect-outcome.ts";
import type { Outcome } from "./story.ts";

const folder = process.env["HOOKWRIGHT_MINIFLARE"];

interface Miniflare {
  new (
    options: object,
  ): {
    ready: Promise<URL>;
    getKVNamespace(name: string): Promise<Kv>;
    dispatchFetch(url: string): Promise<{ json(): Promise<unknown> }>;
    dispose(): Promise<void>;
  };
}

const loadMiniflare = async (from: string): Promise<Miniflare> => {
  const path = createRequire(join(from, "package.json")).resolve("miniflare");
  return ((await import(/* @vite-ignore */ pathToFileURL(path).href)) as { Miniflare: Miniflare }).Miniflare;
};

const SKIPPED = "miniflare is not installed: see test/lanes/install-miniflare.js";
// Without the flag msw takes Workers for a browser, and misses its localStorage; the example needs it for node:crypto.
const flags = { compatibilityDate: "2026-01-01", compatibilityFlags: ["nodejs_compat"] };

/** Runs a Worker for the length of a test. */
const start = async (file: string, options: object = {}): Promise<InstanceType<Miniflare>> => {
  const Miniflare = await loadMiniflare(folder ?? "");
  const script = await bundle(file, ["workerd", "worker", "browser"]);
  const miniflare = new Miniflare({ modules: true, script, ...flags, ...options });
  onTestFinished(() => miniflare.dispose());
  return miniflare;
};

it("in Workers' runtime the mock answers, its webhooks come, and a receiver is verified", {
  timeout: 120_000,
}, async ({ skip }) => {
  skip(!folder, SKIPPED);
  const miniflare = await start("worker.ts");
  const response = await miniflare.dispatchFetch("http://localhost/");
  expectOutcome((await response.json()) as Outcome, /^Cloudflare-Workers$/, 16);
});

it("the example of a Worker passes every check in Workers' runtime, with its KV namespace", {
  timeout: 300_000,
}, async ({ skip }) => {
  skip(!folder, SKIPPED);
  const bindings = { kvNamespaces: ["DOMAINS"], bindings: { WEBHOOK_SECRET: "s3cret" } };
  const miniflare = await start("../../examples/cloudflare-worker/src/index.ts", bindings);
  const [url, kv] = await Promise.all([miniflare.ready, miniflare.getKVNamespace("DOMAINS")]);
  const report = await verifyReceiver(cloudflare, url, {
    secret: "s3cret",
    prepare: ({ id = "", hostname = "" }) => addDomain(kv, id, hostname),
    observe: ({ id = "" }) => readStatus(kv, id),
  });
  expect(report.counts, formatReport(report, "text")).toEqual({ pass: 16, fail: 0, warn: 0, skip: 0 });
});
