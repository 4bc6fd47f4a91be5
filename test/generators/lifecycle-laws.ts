import type { Lifecycle, Provider } from "hookwright";
import { validatePayload } from "hookwright";
import { instantMs } from "../../generators/draws/instant.ts";
import { parsePointer } from "../../schemas/pointer.ts";
import type { LifecycleDefinition } from "../../schemas/provider.ts";

/** What is wrong with a lifecycle by one law, or `undefined`: no `expect`, which is slow where a law is asked 20,000 times. */
export type Law = (lifecycle: Lifecycle) => string | undefined;

const parsed = new Map<string, readonly string[]>();

/** The value at a pointer, like `getAt`, with each pointer parsed once. */
const at = (payload: unknown, pointer: string): unknown => {
  const parts = parsed.get(pointer) ?? parsePointer(pointer);
  parsed.set(pointer, parts);
  let value = payload;
  for (const part of parts) value = (value as Readonly<Record<string, unknown>> | undefined)?.[part];
  return value;
};

const fieldsPer = (provider: Provider, ...per: string[]): string[] =>
  Object.values(provider.definition.subject)
    .filter((field) => per.includes(field.per))
    .map(({ pointer }) => pointer);

/** Every value that the payloads have at a pointer, each once, in the order of their coming; what is absent does not count. */
const valuesAt = ({ steps }: Lifecycle, pointer: string): unknown[] => [
  ...new Set(steps.map(({ payload }) => at(payload, pointer)).filter((value) => value !== undefined)),
];

const show = (value: unknown): string => JSON.stringify(value);

/** The first step of which something is wrong. */
const inSteps = (
  { steps }: Lifecycle,
  problem: (step: Lifecycle["steps"][number], i: number) => string | undefined,
) => {
  for (const [i, step] of steps.entries()) {
    const found = problem(step, i);
    if (found !== undefined) return `step ${i + 1}, ${step.eventType}: ${found}`;
  }
  return undefined;
};

/** The silent moves that a lifecycle names. */
const namedMoves = (machine: LifecycleDefinition, name: string): string[] =>
  (machine.lifecycles[name]?.steps ?? []).flatMap((step) => {
    if (typeof step === "string") return [];
    if ("silent" in step) return [step.silent];
    return "lifecycle" in step ? namedMoves(machine, step.lifecycle) : [];
  });

/** The states that lead on from a state without an event: by what is taken unasked, or what the lifecycle names. */
const silentlyReachable = ({ states, silent = {} }: LifecycleDefinition, from: string, named: readonly string[]) => {
  const reached = new Set([from]);
  for (const state of reached)
    for (const [move, to] of Object.entries(states[state]?.silent ?? {}))
      if (silent[move]?.walk || named.includes(move)) reached.add(to);
  return reached;
};

const isLegal: Law = (lifecycle) => {
  const { machine } = lifecycle.provider;
  const named = namedMoves(machine, lifecycle.name);
  const certificate = fieldsPer(lifecycle.provider, "replacement");
  const states = new Map<string, string>();
  return inSteps(lifecycle, ({ eventType, status, payload }) => {
    const key = certificate.map((pointer) => at(payload, pointer)).join();
    const from = states.get(key) ?? machine.initial;
    states.set(key, status);
    for (const state of silentlyReachable(machine, from, named))
      if (machine.states[state]?.on?.[eventType] === status) return undefined;
    return `it does not lead from ${from} to ${status}`;
  });
};

const isNumbered: Law = (lifecycle) =>
  lifecycle.steps.length === 0
    ? "there are no steps"
    : inSteps(lifecycle, ({ step }, i) => (step === i + 1 ? undefined : `it is numbered ${step}`));

const namesItsEventType: Law = (lifecycle) =>
  inSteps(lifecycle, ({ eventType, payload }) => {
    const said = at(payload, lifecycle.provider.definition.eventType);
    return said === eventType ? undefined : `the payload says ${show(said)}`;
  });

const isValid: Law = (lifecycle) =>
  inSteps(lifecycle, ({ eventType, payload }) => {
    const issues = validatePayload(lifecycle.provider, payload, eventType);
    return issues.length === 0 ? undefined : show(issues);
  });

const saysItsStatus: Law = (lifecycle) =>
  inSteps(lifecycle, ({ status, payload }) => {
    const said = at(payload, lifecycle.provider.definition.status);
    return said === status ? undefined : `the payload says ${show(said)}, not ${status}`;
  });

const hasValues = (lifecycle: Lifecycle, pointers: readonly string[], count: number): string | undefined => {
  const wrong = pointers.find((pointer) => valuesAt(lifecycle, pointer).length !== count);
  return wrong && `${wrong} has the values ${show(valuesAt(lifecycle, wrong))}, not ${count}`;
};

const keepsRunAndName: Law = (lifecycle) => hasValues(lifecycle, fieldsPer(lifecycle.provider, "run", "name"), 1);

const keepsIds: Law = (lifecycle) => {
  const { machine } = lifecycle.provider;
  const begun = namedMoves(machine, lifecycle.name).map((move) => machine.silent?.[move]?.starts);
  const subjects = 1 + begun.filter((starts) => starts === "subject").length;
  const certificates = 1 + begun.filter((starts) => starts !== undefined).length;
  const [ids, replaced] = [fieldsPer(lifecycle.provider, "subject"), fieldsPer(lifecycle.provider, "replacement")];
  if (lifecycle.subjects.length !== subjects) return `there are ${lifecycle.subjects.length} subjects, not ${subjects}`;
  return (
    hasValues(lifecycle, ids, subjects) ??
    hasValues(lifecycle, replaced, certificates) ??
    keepsOwners(lifecycle, ids, replaced)
  );
};

/** A certificate stays with its subject. */
const keepsOwners = (lifecycle: Lifecycle, ids: readonly string[], certificates: readonly string[]) => {
  const owners = new Map<string, string>();
  return inSteps(lifecycle, ({ payload, orphan }) => {
    if (orphan || certificates.length === 0) return undefined;
    const certificate = show(certificates.map((pointer) => at(payload, pointer)));
    const id = show(ids.map((pointer) => at(payload, pointer)));
    const owner = owners.get(certificate) ?? id;
    owners.set(certificate, owner);
    return owner === id ? undefined : `certificate ${certificate} goes from ${owner} to ${id}`;
  });
};

const namesSubjects: Law = (lifecycle) => {
  const { definition } = lifecycle.provider;
  const fields = Object.entries(definition.subject);
  const lasting = fields.filter(([, { per }]) => per !== "replacement").map(([field]) => field);
  return inSteps(lifecycle, ({ orphan, subject, payload }) => {
    if (orphan !== (subject === undefined)) return `orphan is ${orphan}, its subject ${show(subject)}`;
    if (subject === undefined) {
      const named = definition.orphan?.find((pointer) => at(payload, pointer) !== undefined);
      return named && `it names ${named}`;
    }
    const wrong = fields.find(([field, { pointer }]) => subject[field] !== at(payload, pointer));
    if (wrong || Object.keys(subject).length !== fields.length) return `its subject is ${show(subject)}`;
    const known = lifecycle.subjects.some((one) => lasting.every((field) => one[field] === subject[field]));
    return known ? undefined : `${show(subject)} is not among the subjects`;
  });
};

const hasUniqueEventIds: Law = (lifecycle) => {
  const { eventId } = lifecycle.provider.definition;
  return eventId === undefined ? undefined : hasValues(lifecycle, [eventId], lifecycle.steps.length);
};

/** Microseconds since 1970 of an instant in a payload, exactly. */
const microseconds = (value: unknown): number => {
  const digits = /\.(\d+)Z$/.exec(String(value))?.[1] ?? "";
  const whole = instantMs(typeof value === "string" ? value.replace(/\.\d+Z$/, "Z") : value) ?? Number.NaN;
  return whole * 1000 + Number(digits.padEnd(6, "0").slice(0, 6));
};

const SECOND = 1_000_000; // in microseconds

const isPaced: Law = (lifecycle) => {
  let before = Number.NEGATIVE_INFINITY;
  return inSteps(lifecycle, ({ payload }) => {
    const time = microseconds(at(payload, lifecycle.provider.definition.time.pointer));
    const apart = time - before;
    before = time;
    return apart >= SECOND ? undefined : `it comes ${apart} microseconds after the step before`;
  });
};

const hasOneTimeForm: Law = (lifecycle) => {
  const { pointer, form, fraction = 0 } = lifecycle.provider.definition.time;
  return inSteps(lifecycle, ({ payload }) => {
    const time = at(payload, pointer);
    const right =
      form === "unix-seconds"
        ? Number.isInteger(time)
        : /:\d\d(?:\.(\d+))?Z$/.test(String(time)) && (/\.(\d+)Z$/.exec(String(time))?.[1] ?? "").length === fraction;
    return right ? undefined : `its time is ${show(time)}`;
  });
};

const happensWhenItSays: Law = (lifecycle) => {
  const { pointer, form } = lifecycle.provider.definition.time;
  const unit = form === "unix-seconds" ? 1000 : 1;
  return inSteps(lifecycle, ({ at: when, payload }) => {
    const said = microseconds(at(payload, pointer)) / 1000;
    if (when.getTime() <= lifecycle.start.getTime()) return `it comes at the start, ${when.toISOString()}`;
    const agrees = Math.floor(said / unit) === Math.floor(when.getTime() / unit);
    return agrees ? undefined : `it is at ${when.toISOString()}, the payload says ${new Date(said).toISOString()}`;
  });
};

const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

const keepsCreation: Law = (lifecycle) => {
  const { created } = lifecycle.provider.definition;
  if (created === undefined) return undefined;
  const values = valuesAt(lifecycle, created.pointer);
  const right = values.length === 1 && instantMs(values[0]) === wholeSecond(lifecycle.start.getTime());
  return right ? undefined : `created at ${show(values)}`;
};

const DAY = 86_400_000;

/** Which events begin a certificate's 90 days, which announce their end, and where payloads say it. */
const VALIDITY: Readonly<Record<string, { issued: RegExp; announced: RegExp; expiry: string }>> = {
  cloudflare: { issued: /\.(issuance|renewal)\.succeeded$/, announced: /\.upcoming/, expiry: "/data/ssl/expires_on" },
  cloud66: { issued: /\.install\.ok$/, announced: /\.expire\.soon$/, expiry: "/ssl_certificate/cert_expiry" },
};

const lasts90Days: Law = (lifecycle) => {
  const { issued, announced, expiry } = VALIDITY[lifecycle.provider.name] ?? {};
  if (!issued || !announced || !expiry) return "nobody said which events begin and end a certificate";
  let [from, announcements] = [Number.NaN, 0];
  return inSteps(lifecycle, ({ eventType, payload, at: when }) => {
    const said = at(payload, expiry);
    if (issued.test(eventType)) [from, announcements] = [when.getTime(), 0];
    if (announced.test(eventType)) announcements++;
    if (announcements > 0 && when.getTime() >= from + 90 * DAY) return "it comes after the certificate's end";
    // An end that is announced again counts from that event: only the first can be exact.
    if (announcements > 1) return undefined;
    if (announced.test(eventType) && when.getTime() !== from + 60 * DAY)
      return `it comes ${(when.getTime() - from) / DAY} days after issuance, not 60`;
    if (said === undefined || (announcements === 0 && !issued.test(eventType))) return undefined;
    const right = instantMs(said) === wholeSecond(from + 90 * DAY);
    return right ? undefined : `its end is ${show(said)}, issued at ${new Date(from).toISOString()}`;
  });
};

/** What holds of every lifecycle, by its sentence. */
export const LAWS: Readonly<Record<string, Law>> = {
  "has numbered steps": isNumbered,
  "names its event types in its payloads": namesItsEventType,
  "has only legal steps": isLegal,
  "has only valid payloads": isValid,
  "says each state in the payload": saysItsStatus,
  "keeps what lasts over a lifecycle": keepsRunAndName,
  "keeps ids until the subject or certificate ends": keepsIds,
  "names a subject in each step but an orphan's": namesSubjects,
  "never repeats an event id": hasUniqueEventIds,
  "has events a whole second apart": isPaced,
  "has one number of fraction digits": hasOneTimeForm,
  "happens when its payloads say": happensWhenItSays,
  "keeps the subject's creation": keepsCreation,
  "has certificates of 90 days, whose end is announced 30 days before": lasts90Days,
};

/** Throws where a lifecycle breaks a law, with what is wrong. */
export const holdsLaws = (lifecycle: Lifecycle, laws: Readonly<Record<string, Law>> = LAWS): void => {
  for (const [law, check] of Object.entries(laws)) {
    const problem = check(lifecycle);
    if (problem !== undefined) throw new Error(`${lifecycle.name} is no lifecycle that ${law}: ${problem}`);
  }
};
