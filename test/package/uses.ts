import type manifest from "../../package.json";

/** One program that uses an entry, and what it prints. */
export interface Use {
  program: string;
  prints: string;
  /** What must be installed beside the package. */
  peer?: string;
}

const RECEIVER = `const receive = async (request) =>
  new Response(null, { status: request.headers.get("cf-webhook-auth") === "s3cret" ? 204 : 401 });`;

/** A use of each entry, by its name in package.json. */
export const uses: Readonly<Record<keyof (typeof manifest)["exports"], Use>> = {
  ".": {
    program: `import { formatReport, verifyReceiver } from "hookwright";
      import cloudflare from "hookwright/cloudflare";
      ${RECEIVER}
      const report = await verifyReceiver(cloudflare, receive, { secret: "s3cret", check: ["accepts-valid", "rejects-bad-secret"] });
      console.log(formatReport(report, "text").match(/✓ \\S+/g).join(" "));`,
    prints: "✓ accepts-valid ✓ rejects-bad-secret",
  },
  "./cloudflare": {
    program: `import { buildLifecycle, deliver } from "hookwright";
      import cloudflare from "hookwright/cloudflare";
      ${RECEIVER}
      const exchanges = await deliver(buildLifecycle(cloudflare, "issuance"), receive, { secret: "s3cret" });
      console.log(...exchanges.map(({ response }) => response.status));`,
    prints: "204 204 204",
  },
  "./cloud66": {
    program: `import { buildPayload, validatePayload } from "hookwright";
      import cloud66 from "hookwright/cloud66";
      const payload = buildPayload(cloud66, "ssl_certificate.install.ok", { ssl_certificate: { name: "shop" } });
      console.log(payload.ssl_certificate.name, validatePayload(cloud66, payload).length);`,
    prints: "shop 0",
  },
  "./msw": {
    peer: "msw",
    program: `import cloudflare from "hookwright/cloudflare";
      import { mockProvider } from "hookwright/msw";
      import { setupServer } from "msw/node";
      ${RECEIVER}
      const api = mockProvider(cloudflare, { secret: "s3cret", deliverTo: receive });
      setupServer(...api.handlers).listen();
      const url = "https://api.cloudflare.com/client/v4/zones/023e105f4ecef8ad9ca31a8372d0c353/custom_hostnames";
      const headers = { authorization: "Bearer any", "content-type": "application/json" };
      const body = JSON.stringify({ hostname: "shop.acme.com", ssl: { method: "txt", type: "dv" } });
      const { success } = await (await fetch(url, { method: "POST", headers, body })).json();
      console.log(success, ...(await api.advance({ minutes: 10 })).map(({ response }) => response.status));`,
    prints: "true 204 204 204",
  },
  "./pact": {
    peer: "@pact-foundation/pact-core",
    program: `import cloudflare from "hookwright/cloudflare";
      import { buildPact, lintPact, verifyPact } from "hookwright/pact";
      ${RECEIVER}
      const pacts = buildPact(cloudflare, { receiver: "web", secret: "s3cret", lifecycles: ["deletion"] });
      const { passed, counts } = await verifyPact({ pacts, target: receive, prepare: () => {} });
      console.log(pacts.flatMap((pact) => lintPact(pact)).length, passed, counts.pass > 0);`,
    prints: "0 true true",
  },
  "./vitest": {
    peer: "vitest",
    program: `import { startVitest } from "vitest/node";
      import { writeFileSync } from "node:fs";
      writeFileSync("webhooks.test.js", \`import { buildPayload } from "hookwright";
        import cloudflare from "hookwright/cloudflare";
        import { describeReceiver } from "hookwright/vitest";
        import { expect, it } from "vitest";
        ${RECEIVER}
        describeReceiver(cloudflare, receive, { secret: "s3cret", check: ["accepts-valid", "rejects-bad-secret"] });
        it("knows the matchers", () => {
          const type = "ssl.custom_hostname_certificate.deletion.succeeded";
          expect(buildPayload(cloudflare, type)).toBeEvent(cloudflare, type);
        });\`);
      const vitest = await startVitest("test", [], { watch: false, reporters: [{}] });
      const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
      console.log(...tests.map((test) => test.name + ": " + test.result().state));
      await vitest.close();`,
    prints: "accepts-valid: passed rejects-bad-secret: passed knows the matchers: passed",
  },
  // In jest itself it runs in test/lanes; Node's runner has what it needs under other names.
  "./jest": {
    program: `import { after, before, describe, it } from "node:test";
      import cloudflare from "hookwright/cloudflare";
      ${RECEIVER}
      const ran = [];
      const matchers = {};
      Object.assign(globalThis, {
        describe,
        it: (name, test) => it(name, async () => { await test(); ran.push(name); }),
        beforeAll: before,
        afterAll: after,
        expect: { extend: (more) => Object.assign(matchers, more) },
      });
      const { describeReceiver } = await import("hookwright/jest");
      describeReceiver(cloudflare, receive, { secret: "s3cret", check: ["accepts-valid", "rejects-bad-secret"] });
      process.on("exit", () => console.log(...ran, ...Object.keys(matchers)));`,
    prints: "accepts-valid rejects-bad-secret toBeEvent toPassChecks",
  },
  "./fast-check": {
    program: `import * as fc from "fast-check";
      import { validatePayload } from "hookwright";
      import cloudflare from "hookwright/cloudflare";
      import { arbitraryPayload } from "hookwright/fast-check";
      fc.assert(fc.property(arbitraryPayload(cloudflare), (payload) => validatePayload(cloudflare, payload).length === 0));
      console.log("holds");`,
    prints: "holds",
  },
  // What `hookwright generate` writes imports it.
  "./runtime": {
    peer: "json-schema-to-typescript",
    program: `import { execFileSync } from "node:child_process";
      import { buildPayload, validatePayload } from "hookwright";
      const [hookwright, out] = ["node_modules/hookwright", "generated"];
      const args = ["generate", hookwright + "/examples/custom-provider", "--out", out];
      execFileSync(process.execPath, [hookwright + "/dist/cli/main.js", ...args]);
      const { default: shop } = await import("./" + out + "/shop.js");
      console.log(shop.name, validatePayload(shop, buildPayload(shop, "order.paid")).length);`,
    prints: "shop 0",
  },
  "./schemas/*": {
    program: `import { readFileSync } from "node:fs";
      import { fileURLToPath } from "node:url";
      const read = (path) => JSON.parse(readFileSync(fileURLToPath(import.meta.resolve("hookwright/schemas/" + path)), "utf8"));
      console.log(read("cloudflare/provider.json").name, read("cloud66/events/ssl_certificate.install.ok.schema.json").$id);`,
    prints: "cloudflare hookwright://schemas/cloud66/events/ssl_certificate.install.ok.schema.json",
  },
  "./pacts/*": {
    program: `import { createRequire } from "node:module";
      import { lintPact } from "hookwright/pact";
      const pact = createRequire(import.meta.url)("hookwright/pacts/cloudflare-renewal.json");
      console.log(pact.consumer.name, pact.interactions.length, lintPact(pact).length);`,
    prints: "Cloudflare 6 0",
  },
  "./package.json": {
    program: `import { execFileSync } from "node:child_process";
      import { createRequire } from "node:module";
      const { bin, version } = createRequire(import.meta.url)("hookwright/package.json");
      const main = "node_modules/hookwright/" + bin.hookwright;
      console.log(execFileSync(process.execPath, [main, "--version"], { encoding: "utf8" }).trim() === version);`,
    prints: "true",
  },
};
