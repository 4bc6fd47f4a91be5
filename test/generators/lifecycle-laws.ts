import type { Lifecycle } from "hookwright";
import { validatePayload } from "hookwright";
import { expect } from "vitest";
import { instantMs } from "../../generators/instant.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";

/** A property of every lifecycle that was built by its name; throws where it does not hold. */
type Law = (lifecycle: Lifecycle) => void;

const fieldsPer = (provider: Provider, ...per: string[]): string[] =>
  Object.values(provider.definition.subject)
    .filter((field) => per.includes(field.per))
    .map(({ pointer }) => pointer);

/** Every value that the payloads have at a pointer, each once, in the order of their coming; what is absent does not count. */
const valuesAt = ({ steps }: Lifecycle, pointer: string): unknown[] => [
  ...new Set(steps.map(({ payload }) => getAt(payload, pointer)).filter((value) => value !== undefined)),
];

/** The states that lead on from a state without an event. */
const silentlyReachable = ({ machine }: Provider, state: string): Set<string> => {
  const reached = new Set([state]);
  for (const one of reached) for (const to of Object.values(machine.states[one]?.silent ?? {})) reached.add(to);
  return reached;
};

const isLegal: Law = ({ provider, steps }) => {
  const certificate = fieldsPer(provider, "replacement");
  const states = new Map<string, string>();
  for (const { eventType, status, payload } of steps) {
    const key = JSON.stringify(certificate.map((pointer) => getAt(payload, pointer)));
    const from = silentlyReachable(provider, states.get(key) ?? provider.machine.initial);
    const targets = [...from].flatMap((state) => provider.machine.states[state]?.on?.[eventType] ?? []);
    expect(targets, `${eventType} after ${states.get(key)}`).toContain(status);
    states.set(key, status);
  }
};

const isNumbered: Law = ({ steps }) => {
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.map(({ step }) => step)).toEqual(steps.map((_, i) => i + 1));
};

const namesItsEventType: Law = ({ provider, steps }) => {
  for (const { eventType, payload } of steps) expect(getAt(payload, provider.definition.eventType)).toBe(eventType);
};

const isValid: Law = ({ provider, steps }) => {
  for (const { eventType, payload } of steps) expect(validatePayload(provider, payload, eventType)).toEqual([]);
};

const saysItsStatus: Law = ({ provider, steps }) => {
  for (const { status, payload } of steps) expect(getAt(payload, provider.definition.status)).toBe(status);
};

const keepsRunAndName: Law = (lifecycle) => {
  for (const pointer of fieldsPer(lifecycle.provider, "run", "name"))
    expect(valuesAt(lifecycle, pointer)).toHaveLength(1);
};

const startsSubjects = ({ provider, name }: Lifecycle, ...starts: string[]): number =>
  (provider.machine.lifecycles[name]?.steps ?? []).filter(
    (step) =>
      typeof step === "object" &&
      "silent" in step &&
      starts.includes(provider.machine.silent?.[step.silent]?.starts ?? ""),
  ).length;

const keepsIds: Law = (lifecycle) => {
  const subjects = 1 + startsSubjects(lifecycle, "subject");
  const certificates = 1 + startsSubjects(lifecycle, "subject", "replacement");
  for (const pointer of fieldsPer(lifecycle.provider, "subject"))
    expect(valuesAt(lifecycle, pointer)).toHaveLength(subjects);
  for (const pointer of fieldsPer(lifecycle.provider, "replacement"))
    expect(valuesAt(lifecycle, pointer)).toHaveLength(certificates);
  expect(lifecycle.subjects).toHaveLength(subjects);
};

const namesSubjects: Law = ({ provider, subjects, steps }) => {
  const fields = Object.entries(provider.definition.subject);
  for (const { orphan, subject, payload } of steps) {
    expect(orphan).toBe(subject === undefined);
    if (subject)
      expect(subject).toEqual(
        Object.fromEntries(fields.map(([field, { pointer }]) => [field, getAt(payload, pointer)])),
      );
    else for (const pointer of provider.definition.orphan ?? []) expect(getAt(payload, pointer)).toBeUndefined();
  }
  const lasting = fields.filter(([, { per }]) => per !== "replacement").map(([field]) => field);
  for (const { subject } of steps)
    if (subject) expect(subjects.some((one) => lasting.every((field) => one[field] === subject[field]))).toBe(true);
};

const hasUniqueEventIds: Law = (lifecycle) => {
  const { eventId } = lifecycle.provider.definition;
  if (eventId !== undefined) expect(valuesAt(lifecycle, eventId)).toHaveLength(lifecycle.steps.length);
};

/** Microseconds since 1970 of an instant in a payload, exactly. */
const microseconds = (value: unknown): number => {
  const digits = /\.(\d+)Z$/.exec(String(value))?.[1] ?? "";
  const whole = instantMs(typeof value === "string" ? value.replace(/\.\d+Z$/, "Z") : value) ?? Number.NaN;
  return whole * 1000 + Number(digits.padEnd(6, "0").slice(0, 6));
};

const SECOND = 1_000_000; // in microseconds

const isPaced: Law = ({ provider, steps }) => {
  const times = steps.map(({ payload }) => microseconds(getAt(payload, provider.definition.time.pointer)));
  for (const [i, time] of times.entries())
    if (i > 0) expect(time - (times[i - 1] ?? 0), `before step ${i + 1}`).toBeGreaterThanOrEqual(SECOND);
};

const hasOneTimeForm: Law = ({ provider, steps }) => {
  const { pointer, form, fraction = 0 } = provider.definition.time;
  for (const { payload } of steps) {
    const time = getAt(payload, pointer);
    if (form === "unix-seconds") expect(time).toSatisfy(Number.isInteger);
    else expect(/(?:\.(\d+))?Z$/.exec(String(time))?.[1]?.length ?? 0).toBe(fraction);
  }
};

const happensWhenItSays: Law = ({ provider, start, steps }) => {
  for (const { at, payload } of steps) {
    const said = microseconds(getAt(payload, provider.definition.time.pointer)) / 1000;
    const unit = provider.definition.time.form === "unix-seconds" ? 1000 : 1;
    expect(Math.floor(said / unit)).toBe(Math.floor(at.getTime() / unit));
    expect(at.getTime()).toBeGreaterThan(start.getTime());
  }
};

const keepsCreation: Law = (lifecycle) => {
  const { created } = lifecycle.provider.definition;
  if (created === undefined) return;
  const values = valuesAt(lifecycle, created.pointer);
  expect(values.map(instantMs)).toEqual([Math.floor(lifecycle.start.getTime() / 1000) * 1000]);
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
};
