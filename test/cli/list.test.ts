import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { checks as allChecks } from "../../contracts/checks.ts";
import { authArguments } from "../../mocks/parse-auth.ts";
import { faultArguments } from "../../mocks/parse-fault.ts";
import { runCli } from "../support/run-cli.ts";

it("list prints providers with their event types and lifecycles, checks, faults and kinds of authentication with their keys", async () => {
  const { code, stdout, stderr } = await runCli(["list"]);
  expect([code, stderr]).toEqual([0, ""]);
  for (const name of [...cloudflare.eventTypes, ...cloudflare.lifecycles, ...cloud66.eventTypes, ...cloud66.lifecycles])
    expect(stdout).toMatch(new RegExp(`^ {2}${name.replaceAll(".", "\\.")}( |$)`, "m"));
  expect(stdout.slice(stdout.indexOf("checks"))).toMatchInlineSnapshot(`
    "checks
      accepts-valid                error: every event type, in every documented form and with random payloads, is answered with 2xx
      accepts-test-message         error: the provider's test messages, sent when an endpoint is saved, are answered with 2xx
      accepts-orphans              error: events of a replaced certificate, which name no subject, are answered with 2xx and move no subject's state
      accepts-unknown-subjects     error: events about subjects that the receiver does not know are answered, and not with 5xx
      tolerates-drift              warning: unknown fields, and forms that are likely but not documented, are answered with 2xx
      tolerates-other-events       warning: events of types to come, of other families and other owners are answered with 2xx and move nothing
      follows-lifecycle            error: after each step of every lifecycle, sent in order, the observed state is the expected one
      isolates-subjects            error: events of many subjects of one account, interleaved and at once, leave each in its own state
      tolerates-reordering         warning: events out of order leave the state of the newest by its own time
      tolerates-loss               warning: where events are lost, the state is that of the newest delivered
      ignores-duplicates           warning: an event sent again, at once or later, is answered with 2xx and changes nothing
      stays-deleted                warning: a late event does not revive a deleted subject, and the old one's deletion does not touch its successor
      responds-in-time             warning: every valid event is answered in time: within the provider's own limit, or ten seconds
      ignores-other-methods        warning: GET, HEAD, PUT and DELETE change nothing, and are not answered with 5xx but 501
      survives-malformed           warning: malformed bodies get an answer other than 5xx and change nothing, and the next event is taken
      rejects-bad-secret           error: events without the right secret are refused with 4xx and leave no trace
    faults: name[:key=value;...]
      duplicate                    at=a whole number from 1; times=a whole number from 1
      drop                         at=a whole number from 1
      reorder                      order=whole numbers from 1 with commas between
      delay                        at=a whole number from 1; by=a duration such as PT5M or P1D
      orphan                       at=a whole number from 1
      overlap                      at=a whole number from 1
      corrupt                      at=a whole number from 1; how=one of truncate, flip; byte=a whole number from 0
      wrong-secret                 at=a whole number from 1; how=one of absent, empty, equal-length, other-length, prefix, other-case, trailing-character, latin-1
    kinds of authentication: kind[:key=value;...]
      none
      header                       name=a text
      url-token                    parameter=a text
      basic                        username=a text
      hmac                         header=a text; value=a text with {signature} in it; signed=a text with {body} in it; algorithm=one of sha1, sha256, sha512; encoding=one of hex, base64; key=one of utf8, base64; timestamp=a text; id=a text
    "
  `);
});

it("list --json is for programs", async () => {
  const { code, stdout } = await runCli(["list", "--json"]);
  expect(code).toBe(0);
  const { providers, checks, faults, auths } = JSON.parse(stdout) as Record<
    "providers" | "checks" | "faults" | "auths",
    { name: string; id: string }[]
  >;
  expect(providers.map(({ name }) => name)).toEqual(["cloud66", "cloudflare"]);
  expect(providers[1]).toMatchObject({
    eventTypes: cloudflare.eventTypes,
    lifecycles: { issuance: "A hostname is validated, its certificate issued and deployed." },
  });
  expect(checks.map(({ id }) => id)).toEqual(allChecks.map(({ id }) => id));
  expect(faults.map(({ name }) => name)).toEqual(Object.keys(faultArguments));
  expect(auths.map(({ name }) => name)).toEqual(Object.keys(authArguments));
  expect(faults[0]).toEqual({
    name: "duplicate",
    arguments: { at: "a whole number from 1", times: "a whole number from 1" },
  });
});
