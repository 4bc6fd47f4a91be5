import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";

it("list prints providers with their event types and lifecycles, checks and faults", async () => {
  const { code, stdout, stderr } = await runCli(["list"]);
  expect([code, stderr]).toEqual([0, ""]);
  for (const name of [...cloudflare.eventTypes, ...cloudflare.lifecycles, ...cloud66.eventTypes, ...cloud66.lifecycles])
    expect(stdout).toMatch(new RegExp(`^ {2}${name.replaceAll(".", "\\.")}( |$)`, "m"));
  expect(stdout.slice(stdout.indexOf("checks"))).toMatchInlineSnapshot(`
    "checks
      accepts-valid                error: every event type, with random payloads, is answered with 2xx
      accepts-orphans              error: events of a replaced certificate, which name no subject, are answered with 2xx and move no subject's state
      follows-lifecycle            error: after each step of every lifecycle, sent in order, the observed state is the expected one
      ignores-duplicates           warning: an event sent again, at once or later, is answered with 2xx and changes nothing
      rejects-bad-secret           error: events without the right secret are refused with 4xx and leave no trace
    faults
      duplicate
      reorder
    "
  `);
});

it("list --json is for programs", async () => {
  const { code, stdout } = await runCli(["list", "--json"]);
  expect(code).toBe(0);
  const { providers, checks, faults } = JSON.parse(stdout) as Record<
    "providers" | "checks" | "faults",
    { name: string; id: string }[]
  >;
  expect(providers.map(({ name }) => name)).toEqual(["cloud66", "cloudflare"]);
  expect(providers[1]).toMatchObject({
    eventTypes: cloudflare.eventTypes,
    lifecycles: { issuance: "A hostname is validated, its certificate issued and deployed." },
  });
  expect(checks.map(({ id }) => id)).toEqual([
    "accepts-valid",
    "accepts-orphans",
    "follows-lifecycle",
    "ignores-duplicates",
    "rejects-bad-secret",
  ]);
  expect(faults).toEqual(["duplicate", "reorder"]);
});
