import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { formatReport } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { verifyMessagePact } from "hookwright/pact";
import { expect, it } from "vitest";
import { handle, handleInHurry } from "./receiver.js";

const fileOf = (name) => fileURLToPath(new URL(`pacts/${name}-cloudflare.json`, import.meta.url));
const verify = (name) => verifyMessagePact({ files: [fileOf(name)], provider: cloudflare });
const exampleOf = (name) => JSON.parse(readFileSync(fileOf(name), "utf8")).messages[0].contents;

it("the receiver relies on nothing but what the schemas promise", async () => {
  const report = await verify("web");
  expect(report.passed, formatReport(report, "text")).toBe(true);
});

it("the one in a hurry relies on more, and the report names the field", async () => {
  const report = await verify("hurried");
  expect(report.passed).toBe(false);
  expect(formatReport(report, "text")).toContain("required by the message pact at $.data.ssl.reason");
});

it("each pact's example is enough for its receiver", () => {
  expect(handle(exampleOf("web"))).toMatchObject({ event: "an id", state: "pending" });
  expect(handleInHurry(exampleOf("hurried"))).toMatchObject({ event: "an id", state: "pending", why: "CAA record" });
});
