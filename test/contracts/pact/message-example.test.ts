import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runShell } from "../../support/run-cli.ts";

const FOLDER = join(import.meta.dirname, "../../../examples/message-pact");

it("of the two receivers of examples/message-pact the one that relies on more fails, by the field's name", async () => {
  const { code, stdout } = await runShell(`'${process.execPath}' '${join(FOLDER, "verify.js")}'`);
  expect(code, stdout).toBe(0);
  expect(stdout).toContain("required by the message pact at $.data.ssl.reason");
  expect(stdout).toContain("As planned: the first passed, the second did not.");
});

it("its pacts are those that pact-js wrote of consumer.js", () => {
  const source = readFileSync(join(FOLDER, "consumer.js"), "utf8");
  for (const name of ["web", "hurried"]) {
    const pact = JSON.parse(readFileSync(join(FOLDER, `pacts/${name}-cloudflare.json`), "utf8"));
    expect(pact.metadata["pact-js"].version).toMatch(/^16\./);
    expect(source).toContain(`pactOf("${name}")`);
    expect(source).toContain(JSON.stringify(pact.messages[0].description));
  }
});
