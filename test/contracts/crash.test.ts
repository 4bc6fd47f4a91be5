import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { createCloudflareReceiver } from "../receivers/cloudflare.ts";
import { suffixOf } from "../receivers/cloudflare-event.ts";
import { openServer, toListener } from "../support/serve.ts";

it("a crash is told with the events that were on their way, also where prepare is the first to see it", async () => {
  let crash = (): void => {};
  const { fetch, options } = createCloudflareReceiver({
    refuse(event) {
      if (suffixOf(event) === "issuance.failed") crash();
      return undefined;
    },
  });
  const served = await openServer(toListener(fetch));
  let isUp = true;
  crash = () => {
    isUp = false;
    void served.close();
  };
  const report = await verifyReceiver(cloudflare, served.origin, {
    ...options,
    envelope: "none",
    prepare: (subject) => {
      if (!isUp) throw new Error("ECONNRESET"); // it lives in the same process
      return options.prepare?.(subject);
    },
  });
  await served.close();
  const [first, ...others] = report.checks;
  expect(first, formatReport(report, "text")).toMatchObject({ id: "accepts-valid", result: "fail" });
  expect(first?.summary).toMatch(/issuance\.failed/);
  expect(first?.summary).toMatch(/does not listen any more/);
  expect(new Set(others.map(({ result, reason }) => `${result}: ${reason}`))).toEqual(new Set(["skip: not run"]));
  expect(report.passed).toBe(false);
});

it("a cleanup that throws for one subject goes on with the others, and is told", async () => {
  const { fetch, options } = createCloudflareReceiver();
  const [prepared, cleaned] = [new Set<string>(), new Set<string>()];
  const report = await verifyReceiver(cloudflare, fetch, {
    ...options,
    check: ["accepts-valid"],
    prepare: (subject) => {
      prepared.add(subject.id);
      return options.prepare?.(subject);
    },
    cleanup: ({ id }) => {
      cleaned.add(id);
      if (cleaned.size === 2) throw new Error("locked");
    },
  });
  expect(cleaned).toEqual(prepared);
  expect(report.checks[0]?.notes.join()).toContain("cleanup threw Error: locked");
});
