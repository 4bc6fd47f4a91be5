import fc from "fast-check";
import { buildLifecycle, HookwrightError, type Provider } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareLifecycle } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { LifecycleOptions } from "../../generators/lifecycle.ts";
import { legalMoves } from "../../generators/machine.ts";
import { getAt } from "../../schemas/pointer.ts";
import { lifecycles, providers } from "../schemas/providers.ts";
import { holdsLaws, LAWS } from "./lifecycle-laws.ts";

const PREFIX = "ssl.custom_hostname_certificate.";
const VALIDATED = `${PREFIX}validation.succeeded` as const;
const INVALIDATED = `${PREFIX}validation.failed` as const;
const ISSUED = `${PREFIX}issuance.succeeded` as const;
const DEPLOYED = `${PREFIX}deployment.succeeded` as const;
const DELETED = `${PREFIX}deletion.succeeded` as const;

const options = fc.record({
  seed: fc.oneof(fc.nat(), fc.maxSafeNat()),
  run: fc.nat(),
  index: fc.nat({ max: 2 ** 20 }),
  repeats: fc.integer({ min: 1, max: 4 }),
  start: fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }),
});
type Given = Required<Pick<LifecycleOptions, "seed" | "run" | "index" | "repeats" | "start">> & { run: number };

// A fixed seed: a receiver's CI must not fail by chance, nor may ours. No `expect` inside: it is slow.
const forAll = (numRuns: number, holds: (given: Given) => void): void =>
  fc.assert(fc.property(options, holds), { seed: 42, numRuns });

const bytes = (lifecycle: object): string => JSON.stringify({ ...lifecycle, provider: null });

it.each(lifecycles)(
  "$lifecycle of $name holds every law over 1,000 seeds, and is the same bytes each time",
  ({ provider, lifecycle }) => {
    forAll(1000, (given) => {
      const built = buildLifecycle(provider, lifecycle, given);
      holdsLaws(built);
      if (bytes(built) !== bytes(buildLifecycle(provider, lifecycle, given))) throw new Error("the bytes differ");
    });
  },
);

it.each(lifecycles)(
  "$lifecycle of $name in another run has the same steps at the same times about other subjects",
  ({ provider, lifecycle }) => {
    const fields = Object.keys(provider.definition.subject);
    forAll(100, (given) => {
      const one = buildLifecycle(provider, lifecycle, given);
      const other = buildLifecycle(provider, lifecycle, { ...given, run: given.run + 1 });
      const outline = ({ steps }: typeof one) =>
        JSON.stringify(steps.map(({ eventType, status, at, orphan }) => ({ eventType, status, at, orphan })));
      if (outline(other) !== outline(one)) throw new Error("the steps differ");
      const shared = fields.find((field) => other.subjects[0]?.[field] === one.subjects[0]?.[field]);
      if (shared !== undefined) throw new Error(`${shared} is the same`);
    });
  },
);

it.each(lifecycles)("$lifecycle of $name moves with its start", ({ provider, lifecycle }) => {
  const [one, other] = [
    buildLifecycle(provider, lifecycle),
    buildLifecycle(provider, lifecycle, { start: "2026-03-01T00:00:00Z" }),
  ];
  const shift = other.start.getTime() - one.start.getTime();
  expect(other.steps.map(({ at }) => at.getTime())).toEqual(one.steps.map(({ at }) => at.getTime() + shift));
});

it.each(lifecycles)(
  "$lifecycle of $name starts at the start of 2026 with seed and run 0 unless told otherwise",
  ({ provider, lifecycle }) => {
    const built = buildLifecycle(provider, lifecycle);
    expect(built).toMatchObject({ name: lifecycle, seed: 0, run: 0, start: new Date("2026-01-01T00:00:00Z") });
    expect(built.provider).toBe(provider);
  },
);

/** The words of a text; one with an asterisk is repeated. */
const words = (text: string, repeats = 2): string[] =>
  text.split(" ").flatMap((word) => (word.endsWith("*") ? Array<string>(repeats).fill(word.slice(0, -1)) : [word]));

const ISSUANCE = "validation.succeeded issuance.succeeded deployment.succeeded";
const UPCOMING = "renewal.upcoming_certificate_expiration_notification";

const documented: Partial<Record<CloudflareLifecycle, string>> = {
  issuance: ISSUANCE,
  "issuance-without-validation": "issuance.succeeded deployment.succeeded",
  "validation-failure": `validation.failed* ${ISSUANCE}`,
  "issuance-failure": "validation.succeeded issuance.failed* issuance.succeeded deployment.succeeded",
  "deployment-failure": "validation.succeeded issuance.succeeded deployment.failed* deployment.succeeded",
  renewal: `${ISSUANCE} ${UPCOMING} renewal.succeeded deployment.succeeded`,
  "renewal-failure": `${ISSUANCE} ${UPCOMING} renewal.failed issuance.failed* issuance.succeeded deployment.succeeded`,
  deletion: `${ISSUANCE} deletion.succeeded`,
  "deletion-failure": `${ISSUANCE} deletion.failed* deletion.succeeded`,
  replacement: `${ISSUANCE} ${ISSUANCE} deletion.succeeded`,
  recreation: `${ISSUANCE} ${ISSUANCE} deletion.succeeded`,
};

it.each(Object.entries(documented) as [CloudflareLifecycle, string][])("%s of cloudflare is %s", (lifecycle, text) => {
  for (const repeats of [1, 2, 5])
    expect(
      buildLifecycle(cloudflare, lifecycle, { repeats }).steps.map(({ eventType }) => eventType.replace(PREFIX, "")),
    ).toEqual(words(text, repeats));
});

it.each([
  ["install", "install.ok"],
  ["install-failure", "install.fail* install.ok"],
  ["renewal", "install.ok expire.soon install.ok"],
  ["renewal-failure", "install.ok expire.soon install.fail* install.ok"],
] as const)("%s of cloud66 is %s", (lifecycle, text) => {
  expect(
    buildLifecycle(cloud66, lifecycle).steps.map(({ eventType }) => eventType.replace("ssl_certificate.", "")),
  ).toEqual(words(text));
});

it("issuance ends active", () => {
  const { steps } = buildLifecycle(cloudflare, "issuance", { seed: 7 });
  expect(steps.map(({ eventType, status }) => [eventType, status])).toEqual([
    [VALIDATED, "pending_issuance"],
    [ISSUED, "pending_deployment"],
    [DEPLOYED, "active"],
  ]);
});

it.each(providers)("full of $name is a walk over every event type", (provider) => {
  const { steps } = buildLifecycle(provider, "full");
  expect(new Set(steps.map(({ eventType }) => eventType))).toEqual(new Set(provider.eventTypes));
});

it("full is 12 steps long for cloudflare and 3 for cloud66", () => {
  expect(buildLifecycle(cloudflare, "full").steps).toHaveLength(12);
  expect(buildLifecycle(cloud66, "full").steps).toHaveLength(3);
});

it.each(providers)(
  "random of $name takes 3 to 20 steps, fewer only where a final state ends it, and not always the same",
  (provider) => {
    const walks = Array.from({ length: 300 }, (_, seed) => buildLifecycle(provider, "random", { seed }).steps);
    for (const steps of walks) {
      expect(steps.length).toBeLessThanOrEqual(20);
      if (steps.length < 3) expect(legalMoves(provider.machine, steps.at(-1)?.status ?? "")).toEqual([]);
    }
    expect(new Set(walks.map((steps) => steps.map(({ eventType }) => eventType).join())).size).toBeGreaterThan(100);
    expect(new Set(walks.flatMap((steps) => steps.map(({ eventType }) => eventType)))).toEqual(
      new Set(provider.eventTypes),
    );
  },
);

it("random of another subject takes other steps", () => {
  const walks = Array.from({ length: 50 }, (_, index) =>
    buildLifecycle(cloudflare, "random", { index })
      .steps.map(({ eventType }) => eventType)
      .join(),
  );
  expect(new Set(walks).size).toBeGreaterThan(30);
});

it("a replacement ends with the old certificate's deletion as an orphan", () => {
  const { steps, subjects } = buildLifecycle(cloudflare, "replacement", { seed: 3 });
  const certificates = steps.map(({ payload }) => payload.data.ssl.id);
  expect(certificates).toEqual([0, 0, 0, 1, 1, 1, 0].map((which) => [...new Set(certificates)][which]));
  expect(steps.map(({ orphan }) => orphan)).toEqual([false, false, false, false, false, false, true]);
  expect(subjects).toHaveLength(1);
  const last = steps.at(-1);
  expect(last).not.toHaveProperty("subject");
  expect(last?.payload.data).not.toHaveProperty("id");
  expect(last?.payload.data).not.toHaveProperty("hostname");
  expect(last?.status).toBe("deleted");
});

it("a recreation ends with the old id's deletion, the newest event", () => {
  const { steps, subjects } = buildLifecycle(cloudflare, "recreation", { seed: 3 });
  const [first, second] = subjects.map(({ id }) => id);
  expect(steps.map(({ subject }) => subject?.id)).toEqual([first, first, first, second, second, second, first]);
  expect(steps.map(({ orphan }) => orphan)).not.toContain(true);
  expect(new Set(steps.map(({ payload }) => payload.data.hostname)).size).toBe(1);
  expect(steps.at(-1)?.eventType).toBe(DELETED);
  expect(Math.max(...steps.map(({ at }) => at.getTime()))).toBe(steps.at(-1)?.at.getTime());
});

it("failed validations come on the documented schedule", () => {
  const { steps } = buildLifecycle(cloudflare, "validation-failure", { repeats: 14 });
  const gaps = steps.slice(1, 15).map(({ at }, i) => Math.floor((at.getTime() - (steps[i]?.at.getTime() ?? 0)) / 1000));
  expect(gaps).toEqual([63, 66, 69, 72, 76, 80, 84, 88, 93, 242, 279, 321, 369, 424]);
});

it("a failure may be repeated beyond the end of the schedule", () => {
  const { steps } = buildLifecycle(cloudflare, "validation-failure", { repeats: 130 });
  expect(steps).toHaveLength(133);
  const [before, after] = steps.slice(128, 130).map(({ at }) => at.getTime() / 1000);
  expect(Math.floor((after ?? 0) - (before ?? 0))).toBe(14_400);
});

it("an expiry is announced 60 days after issuance, 30 before the end of a validity of 90", () => {
  const { steps } = buildLifecycle(cloudflare, "renewal");
  const at = (suffix: string) => steps.find(({ eventType }) => eventType.endsWith(suffix))?.at.getTime() ?? Number.NaN;
  expect((at("notification") - at("issuance.succeeded")) / 86_400_000).toBe(60);
});

it("a certificate's end stays where it was, 90 days after installation, when its expiry is announced", () => {
  for (const lifecycle of ["renewal", "renewal-failure", "full"] as const) {
    const { steps } = buildLifecycle(cloud66, lifecycle, { seed: 9 });
    let expiry: unknown;
    for (const { eventType, payload, at } of steps) {
      const said = getAt(payload, "/ssl_certificate/cert_expiry");
      if (eventType.endsWith("install.ok")) {
        expiry = said;
        expect((Date.parse(String(said)) - Math.floor(at.getTime() / 1000) * 1000) / 86_400_000).toBe(90);
      } else if (eventType.endsWith("expire.soon")) expect(said).toBe(expiry);
    }
  }
});

it("given fields of the subject are in every payload", () => {
  const { steps, subjects } = buildLifecycle(cloudflare, "validation-failure", {
    subject: { hostname: "shop.acme.com", zoneId: "0".repeat(32) },
  });
  expect(subjects).toMatchObject([{ hostname: "shop.acme.com", zoneId: "0".repeat(32) }]);
  for (const { payload } of steps) expect(payload.data.custom_origin_server).toBe("0001.shop.acme.com");
});

it("a given id ends with its subject, a given certificate with its replacement", () => {
  const subject = { id: "11111111-1111-4111-8111-111111111111", certificateId: "22222222-2222-4222-8222-222222222222" };
  const recreated = buildLifecycle(cloudflare, "recreation", { subject });
  expect(recreated.subjects.map(({ id }) => id === subject.id)).toEqual([true, false]);
  const replaced = buildLifecycle(cloudflare, "replacement", { subject });
  expect(replaced.steps.map(({ payload }) => payload.data.ssl.id === subject.certificateId)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    true,
  ]);
  expect(replaced.subjects.map(({ id }) => id)).toEqual([subject.id]);
});

it("overrides are applied to every payload", () => {
  const { steps } = buildLifecycle(cloudflare, "full", { overrides: { data: { custom_metadata: { tenant: "7" } } } });
  for (const { payload } of steps) expect(payload.data.custom_metadata).toHaveProperty("tenant", "7");
});

it("overrides that break a schema are refused, unless { invalid: true }", () => {
  const overrides = { metadata: { zone: undefined } };
  expect(() => buildLifecycle(cloudflare, "issuance", { overrides })).toThrow(
    expect.objectContaining({ code: "invalid-payload" }),
  );
  expect(
    buildLifecycle(cloudflare, "issuance", { overrides, invalid: true }).steps[0]?.payload.metadata,
  ).not.toHaveProperty("zone");
});

it("event types in an order of the caller's make a lifecycle, with the silent moves between them", () => {
  const { name, steps } = buildLifecycle(cloudflare, [INVALIDATED, VALIDATED, DELETED]);
  expect(name).toBe([INVALIDATED, VALIDATED, DELETED].join());
  expect(steps.map(({ status }) => status)).toEqual(["pending_validation", "pending_issuance", "deleted"]);
});

const thrown = (call: () => unknown): HookwrightError => {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(HookwrightError);
    return error as HookwrightError;
  }
  return expect.fail("nothing was thrown");
};

it("an order that the provider never sends is refused, naming step, state and what is legal there", () => {
  const { code, message } = thrown(() => buildLifecycle(cloudflare, [VALIDATED, DEPLOYED]));
  expect(code).toBe("illegal-step");
  expect(message).toContain(`step 2, ${DEPLOYED}`);
  expect(message).toContain("in state pending_issuance");
  for (const suffix of ["issuance.succeeded", "issuance.failed", "deletion.succeeded", "deletion.failed"])
    expect(message.split("Legal there: ")[1]).toContain(PREFIX + suffix);
  expect(message.split("Legal there: ")[1]).not.toContain("validation");
});

/** What must stand in the refusal of a list of event types; `undefined` where the list is a legal walk. */
const refusal = ({ machine }: Provider, eventTypes: readonly string[]): string | undefined => {
  let state = machine.initial;
  for (const [i, eventType] of eventTypes.entries()) {
    const legal = legalMoves(machine, state);
    const move = legal.find((one) => one.eventType === eventType);
    const names = legal.map((one) => one.eventType).join(", ") || "nothing";
    if (!move) return `step ${i + 1}, ${eventType}, cannot come in state ${state}. Legal there: ${names}.`;
    state = move.to;
  }
  return undefined;
};

it.each(providers)(
  "any list of event types of $name is a lifecycle that holds every law, or is refused",
  (provider) => {
    const lists = fc.array(fc.constantFrom(...provider.eventTypes), { minLength: 1, maxLength: 6 });
    const {
      "has only legal steps": _,
      "has certificates of 90 days, whose end is announced 30 days before": __,
      ...rest
    } = LAWS;
    let refused = 0;
    const holds = (eventTypes: string[], seed: number): void => {
      const wrong = refusal(provider, eventTypes);
      if (wrong === undefined) {
        holdsLaws(buildLifecycle(provider, eventTypes, { seed }));
        return;
      }
      refused++;
      const { code, message } = thrown(() => buildLifecycle(provider, eventTypes, { seed }));
      if (code !== "illegal-step" || !message.includes(wrong)) throw new Error(`${message} should say: ${wrong}`);
      holdsLaws(buildLifecycle(provider, eventTypes, { seed, illegal: true }), rest);
    };
    fc.assert(fc.property(lists, fc.nat(), holds), { seed: 42, numRuns: 1000 });
    expect(refused).toBeGreaterThan(50);
    expect(refused).toBeLessThan(950);
  },
);

it("nothing is legal after the end", () => {
  const { message } = thrown(() => buildLifecycle(cloudflare, [ISSUED, DELETED, DELETED]));
  expect(message).toContain("step 3");
  expect(message).toContain("in state deleted. Legal there: nothing");
});

it("{ illegal: true } allows any order, and every payload still says the state that the step has", () => {
  const { steps } = buildLifecycle(cloudflare, [DELETED, DEPLOYED, VALIDATED, DELETED], { illegal: true });
  expect(steps.map(({ eventType }) => eventType)).toEqual([DELETED, DEPLOYED, VALIDATED, DELETED]);
  for (const { status, payload } of steps) expect(payload.data.ssl.status).toBe(status);
});

it.each(["valdation-failure", "__proto__", "constructor", ""])(
  "an unknown lifecycle %j is refused with the known ones",
  (name) => {
    const { code, message } = thrown(() => buildLifecycle(cloudflare, name as "issuance"));
    expect(code).toBe("unknown-name");
    expect(message).toContain("issuance");
    if (name.startsWith("val")) expect(message).toContain("nearest first: validation-failure");
  },
);

it("an unknown event type is refused before anything is built, even if illegal steps are allowed", () => {
  const { code, message } = thrown(() =>
    buildLifecycle(cloudflare, [VALIDATED, "deployment.succeeded" as typeof DEPLOYED], { illegal: true }),
  );
  expect(code).toBe("unknown-name");
  expect(message).toContain(`nearest first: ${DEPLOYED}`);
});

it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("repeats of %d are refused", (repeats) => {
  expect(thrown(() => buildLifecycle(cloudflare, "validation-failure", { repeats })).code).toBe("invalid-option");
});
