import { type FetchFunction, type Report, type VerifyOptions, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { SECRET } from "../../receivers/test-receiver.ts";

const FIXED = { seed: 42, run: 7, runs: 1, settle: 0, envelope: "none", start: "2026-01-01T00:00:00Z" };

/** What a report says in our own words. */
const sentencesOf = ({ checks }: Report): unknown =>
  checks.map(({ id, summary, reason, notes, counterexample: { expected, actual, hint } = {} as never }) => ({
    id,
    summary,
    reason,
    notes,
    expected,
    actual,
    hint,
  }));

const RECEIVERS: Readonly<Record<string, [FetchFunction, VerifyOptions<CloudflareSubject>]>> = {
  "refuses everything": [() => new Response(null, { status: 401 }), {}],
  "fails at everything": [() => new Response(null, { status: 500 }), {}],
  "never answers": [() => new Promise<Response>(() => {}), { timeout: 20 }],
  "takes everything, and is never in the expected state": [
    () => new Response(null, { status: 204 }),
    { observe: () => ({ x: 1 }) },
  ],
  "has an observe that throws": [() => new Response(null, { status: 204 }), { observe: () => Promise.reject(42) }],
};

const MINUTES = 120_000; // nine runs of all checks

const COMMON = ["e", "on", "test", "status", "expected", "observe", "2xx", "state"];

it.each(Object.keys(RECEIVERS))(
  "no sentence of ours loses a word that is the secret, of a receiver that %s",
  async (is) => {
    const [receive, options] = RECEIVERS[is] as [FetchFunction, VerifyOptions<CloudflareSubject>];
    const sentences = async (secret: string): Promise<unknown> =>
      sentencesOf(await verifyReceiver(cloudflare, receive, { ...FIXED, ...options, secret }));
    const usual = await sentences(SECRET);
    expect(JSON.stringify(usual)).toContain('"summary":"');
    for (const secret of COMMON) expect(await sentences(secret)).toEqual(usual);
  },
  MINUTES,
);
