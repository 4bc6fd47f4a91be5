// A law that nothing breaks would say nothing: each is shown a lifecycle that breaks it.
import { buildLifecycle, type Lifecycle } from "hookwright";
import { expect, it } from "vitest";
import { getAt, removeAt, setAt } from "../../schemas/pointer.ts";
import { providers } from "../schemas/providers.ts";
import { holdsLaws, LAWS } from "./lifecycle-laws.ts";

type Break = (lifecycle: Lifecycle) => void;

const copyOf = (provider: string, name: string): Lifecycle => {
  const found = providers.find((one) => one.name === provider);
  if (!found) throw new Error(`${provider} is no provider`);
  const { provider: _, ...rest } = buildLifecycle(found, name, { seed: 3 });
  return { provider: found, ...structuredClone(rest) };
};

const first = ({ steps }: Lifecycle) => steps[0] as Lifecycle["steps"][number];
const last = ({ steps }: Lifecycle) => steps.at(-1) as Lifecycle["steps"][number];

const set =
  (pointer: string, value: unknown, which = last): Break =>
  (lifecycle) =>
    setAt(which(lifecycle).payload, pointer, value);

const ID = "11111111-1111-4111-8111-111111111111";
const TIME = "/metadata/event/created_at";

const broken: readonly [law: string, provider: string, lifecycle: string, how: Break][] = [
  ["has numbered steps", "cloudflare", "issuance", (lifecycle) => Object.assign(first(lifecycle), { step: 2 })],
  ["has numbered steps", "cloudflare", "issuance", ({ steps }) => steps.splice(0)],
  ["names its event types in its payloads", "cloud66", "install", set("/event_type", "ssl_certificate.install.fail")],
  ["has only legal steps", "cloudflare", "issuance", ({ steps }) => steps.splice(1, 1)],
  [
    "has only legal steps",
    "cloudflare",
    "replacement",
    (lifecycle) => Object.assign(last(lifecycle), { status: "active" }),
  ],
  [
    "has only valid payloads",
    "cloudflare",
    "issuance",
    (lifecycle) => removeAt(last(lifecycle).payload, "/data/ssl/id"),
  ],
  ["says each state in the payload", "cloudflare", "issuance", set("/data/ssl/status", "pending_issuance")],
  ["keeps what lasts over a lifecycle", "cloudflare", "issuance", set("/metadata/zone/id", "0".repeat(32))],
  ["keeps what lasts over a lifecycle", "cloudflare", "recreation", set("/data/hostname", "other.example.com")],
  ["keeps ids until the subject or certificate ends", "cloudflare", "renewal", set("/data/id", ID)],
  ["keeps ids until the subject or certificate ends", "cloudflare", "renewal", set("/data/ssl/id", ID)],
  ["keeps ids until the subject or certificate ends", "cloud66", "renewal", set("/ssl_certificate/stack_id", 7)],
  [
    "keeps ids until the subject or certificate ends",
    "cloudflare",
    "recreation", // the old certificate goes to the new id
    (lifecycle) => set("/data/id", getAt(lifecycle.steps[4]?.payload, "/data/id"))(lifecycle),
  ],
  ["keeps ids until the subject or certificate ends", "cloudflare", "issuance", ({ subjects }) => subjects.splice(0)],
  [
    "names a subject in each step but an orphan's",
    "cloudflare",
    "issuance",
    (lifecycle) => Reflect.deleteProperty(last(lifecycle), "subject"),
  ],
  [
    "names a subject in each step but an orphan's",
    "cloudflare",
    "issuance",
    set("/data/hostname", "other.example.com"),
  ],
  ["names a subject in each step but an orphan's", "cloudflare", "replacement", set("/data/hostname", "a.example.com")],
  ["names a subject in each step but an orphan's", "cloudflare", "issuance", ({ subjects }) => subjects.splice(0)],
  [
    "never repeats an event id",
    "cloudflare",
    "issuance",
    (lifecycle) => set("/metadata/event/id", getAt(first(lifecycle).payload, "/metadata/event/id"))(lifecycle),
  ],
  [
    "has events a whole second apart",
    "cloudflare",
    "issuance",
    (lifecycle) => {
      const [a, b] = lifecycle.steps;
      setAt(a?.payload, TIME, "2026-01-01T00:00:00.000002Z");
      setAt(b?.payload, TIME, "2026-01-01T00:00:01.000001Z"); // 999,999 microseconds
    },
  ],
  ["has one number of fraction digits", "cloudflare", "issuance", set(TIME, "2026-01-01T00:00:00.12345Z")],
  ["has one number of fraction digits", "cloudflare", "issuance", set(TIME, "2026-01-01T00:00:00Z")],
  ["has one number of fraction digits", "cloud66", "install", set("/timestamp", 1_767_225_600.5)],
  ["happens when its payloads say", "cloudflare", "issuance", set(TIME, "2026-01-01T00:00:00.000000Z")],
  ["happens when its payloads say", "cloud66", "install", (lifecycle) => lifecycle.start.setUTCFullYear(2027)],
  ["keeps the subject's creation", "cloud66", "renewal", set("/ssl_certificate/created_at", "2026-01-01T00:00:01Z")],
  ...[
    ["cloud66", "/ssl_certificate/cert_expiry"],
    ["cloudflare", "/data/ssl/expires_on"],
  ].map(([provider = "", expiry = ""]): (typeof broken)[number] => [
    "has certificates of 90 days, whose end is announced 30 days before",
    provider,
    "renewal",
    ({ steps }) => {
      for (const { payload } of steps)
        if (getAt(payload, expiry) !== undefined) setAt(payload, expiry, "2026-04-03T00:00:00Z");
    },
  ]),
  [
    "has certificates of 90 days, whose end is announced 30 days before",
    "cloudflare",
    "renewal",
    ({ steps }) => steps[3]?.at.setUTCSeconds(61),
  ],
];

it.each(broken)("%s: what breaks it is found (%s, %s, %#)", (law, provider, name, how) => {
  const lifecycle = copyOf(provider, name);
  expect(() => holdsLaws(lifecycle)).not.toThrow();
  how(lifecycle);
  expect(LAWS[law]?.(lifecycle)).toBeTypeOf("string");
  expect(() => holdsLaws(lifecycle)).toThrow(/is no lifecycle that /);
});

it("every law is broken by some", () => {
  expect(new Set(broken.map(([law]) => law))).toEqual(new Set(Object.keys(LAWS)));
});
