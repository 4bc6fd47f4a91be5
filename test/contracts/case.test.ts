import { formatReport, type Report, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { createCloudflareReceiver, type Parts } from "../receivers/cloudflare.ts";

const verify = (wrong: Partial<Parts>, more: object): Promise<Report> => {
  const { fetch, options } = createCloudflareReceiver(wrong);
  return verifyReceiver(cloudflare, fetch, { ...options, seed: 3, ...more });
};

const counterexampleOf = ({ checks }: Report, id: string) => checks.find((check) => check.id === id)?.counterexample;
const caseOf = (report: Report, id: string): string | undefined =>
  /case: '([^']+)'/.exec(counterexampleOf(report, id)?.replay.code ?? "")?.[1];

const EXPIRY = "ssl.custom_hostname_certificate.renewal.upcoming_certificate_expiration_notification";

const dislikesEvenSerials = (event: CloudflareEvent): number | undefined =>
  event.metadata.event.type === EXPIRY && Number(String(Object(event.data.ssl).serial_number).at(-1)) % 2 === 0
    ? 400
    : undefined;

it("of a random payload that is refused, the field that matters is found and repeated", async () => {
  const report = await verify({ refuse: dislikesEvenSerials }, { check: ["accepts-valid"] });
  const [found] = report.checks;
  expect(found?.result, formatReport(report, "text")).toBe("fail");
  const replayed = await verify({ refuse: dislikesEvenSerials }, { case: caseOf(report, "accepts-valid") });
  expect(replayed.checks[0]).toMatchObject({ result: "fail", deliveries: 1 });
});

it("a random payload shrinks to the one field that is refused", async () => {
  let rounds = 0; // the first round and the documented forms pass
  const refuse = (event: CloudflareEvent): number | undefined =>
    ++rounds > 200 && event.metadata.event.type === EXPIRY ? dislikesEvenSerials(event) : undefined;
  const report = await verify({ refuse }, { check: ["accepts-valid"], runs: 1000 });
  expect(report.checks[0]?.summary).toContain("with this value at /data/ssl/serial_number");
});

const FOUND: readonly { id: string; what: string; wrong: Partial<Parts> }[] = [
  {
    id: "accepts-valid",
    what: "a documented form that is refused",
    wrong: { refuse: ({ data }) => (Object(data.ssl).settings ? undefined : 422) },
  },
  {
    id: "tolerates-drift",
    what: "drift that is refused",
    wrong: { refuse: ({ data }) => (data.custom_metadata === null ? 422 : undefined) },
  },
  {
    id: "ignores-duplicates",
    what: "a duplicate that is refused",
    wrong: { repeated: ({ data }) => (data.ssl.status === "active" ? 409 : 204) },
  },
  {
    id: "stays-deleted",
    what: "a revived subject",
    wrong: {
      move(row, { data: { ssl } }) {
        row.status = ssl.status;
      },
    },
  },
];

it.each(FOUND)("$what is sent again by its case, and nothing else is", async ({ id, wrong }) => {
  const report = await verify(wrong, { check: [id] });
  const found = caseOf(report, id);
  expect(found, formatReport(report, "text")).toBeDefined();
  const again = await verify(wrong, { case: found });
  expect(again.checks.map((check) => [check.id, check.result])).toEqual([[id, "fail"]]);
  const sent = (one: Report) =>
    counterexampleOf(one, id)?.deliveries.map(({ eventType, faults }) => ({ eventType, faults }));
  expect(sent(again)).toEqual(sent(report));
  expect(again.checks[0]?.deliveries).toBe(sent(report)?.length);
  expect(caseOf(again, id)).toBe(found);
});

it("drift that is never answered is told as drift, and not as slowness", async () => {
  const respond: Parts["respond"] = ({ data }) =>
    Object(data).hookwright_unknown ? new Promise<Response>(() => {}) : new Response(null, { status: 204 });
  const report = await verify({ respond }, { timeout: 300 });
  const failed = report.checks.filter(({ result }) => result === "fail");
  expect(failed.map(({ id }) => id)).toEqual(["tolerates-drift"]);
  expect(failed[0]?.counterexample?.actual).toContain("timeout");
});
