import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { it, onTestFinished } from "vitest";
import { serve } from "../support/serve.ts";
import { bundle } from "./bundle.ts";
import { expectOutcome } from "./expect-outcome.ts";
import type { Outcome } from "./story.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const findBrowser = (): string | undefined =>
  NAMES.flatMap((name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name))).find(
    isProgram,
  );

/** Opens a page for the length of a test, without a window. */
const openPage = (browser: string, url: string, ended: (error: Error) => void): void => {
  const profile = mkdtempSync(join(tmpdir(), "hookwright-browser-"));
  // The page is ours and needs no sandbox, which there is none of in many containers.
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  // A group of its own, so that the browser's other processes end with it.
  const options = { detached: true, stdio: "ignore" } as const;
  const child = spawn(browser, [...flags, `--user-data-dir=${profile}`, url], options);
  const exited = once(child, "exit").then(([code]) => ended(new Error(`${browser} ended with ${code}`)), ended);
  onTestFinished(async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await exited;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); // its last processes may still write
  });
};

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>hookwright</title><script type="module" src="/page.js"></script>';

it("in a browser the mock answers through a service worker, its webhooks come, and a receiver is verified", {
  timeout: 120_000,
}, async ({ skip }) => {
  const browser = findBrowser();
  skip(!browser, `no browser is in PATH: ${NAMES.join(", ")}`);
  const serviceWorker = fileURLToPath(import.meta.resolve("msw/mockServiceWorker.js"));
  const files: Record<string, [type: string, text: string]> = {
    "/": ["text/html", PAGE],
    "/page.js": ["text/javascript", await bundle("browser-page.ts", ["browser"])],
    "/mockServiceWorker.js": ["text/javascript", readFileSync(serviceWorker, "utf8")],
  };
  const outcome = await new Promise<Outcome>((resolve, reject) => {
    serve((request, response) => {
      const [type, text] = files[request.url ?? ""] ?? [];
      response.writeHead(type || request.method === "POST" ? 200 : 404, { "content-type": type ?? "text/plain" });
      response.end(text);
      if (request.method === "POST") json(request).then((told) => resolve(told as Outcome), reject);
    }).then((origin) => openPage(browser ?? "", origin, reject), reject);
  });
  expectOutcome(outcome, /Chrom/, 3);
});
