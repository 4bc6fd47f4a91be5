import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { LifecycleDefinition } from "../schemas/provider.ts";
import { draw, hash } from "./draws/bits.ts";
import { durationMs } from "./draws/instant.ts";
import type { PlannedStep } from "./lifecycle-steps.ts";
import { legalMoves } from "./machine.ts";

/** One event of a walk: when it comes, about which incarnation and certificate, and the state after it. */
export interface Visit {
  step: number;
  eventType: string;
  at: number;
  /** The state in which it came, after the silent moves before it. */
  from: string;
  status: string;
  orphan: boolean;
  incarnation: number;
  replacement: number;
}

/** What a walk depends on beside its plan. */
export interface WalkOptions {
  seed: number;
  index: number;
  /** Milliseconds of the first silent move. */
  start: number;
  illegal: boolean;
  /** Goes on from a state instead of the initial one; `step` events came before, `latest` says when each type did last. */
  from?: {
    state: string;
    at: number;
    step: number;
    incarnation?: number;
    replacement?: number;
    latest?: ReadonlyMap<string, number>;
  };
}

/** What walks through the machine: a subject, or what is left of it after a replacement. */
interface Track {
  state: string;
  /** Events since the state was entered. */
  attempts: number;
  orphan: boolean;
  incarnation: number;
  replacement: number;
}

const SECOND = 1000;
const APART = SECOND + 1; // payloads have digits below a millisecond, which are drawn
const DEFAULT_DELAY = "PT1M";

const entered = (track: Track, state: string): Track => ({
  ...track,
  state,
  attempts: track.state === state ? track.attempts + 1 : 0,
});

const illegalStep = (machine: LifecycleDefinition, state: string, step: number, eventType: string): HookwrightError => {
  const legal = legalMoves(machine, state).map((move) => move.eventType);
  return new HookwrightError(
    "illegal-step",
    `Failed to build the lifecycle: step ${step}, ${eventType}, cannot come in state ${state}. Legal there: ${legal.join(", ") || "nothing"}. Change it, or pass { illegal: true }.`,
  );
};

/** The delay of an event on its retry schedule or after the step before; `undefined` if it counts from another event. */
const delayMs = (machine: LifecycleDefinition, eventType: string, attempts: number): number => {
  const { after = DEFAULT_DELAY, retry } = machine.delays?.[eventType] ?? {};
  const schedule = retry === undefined ? undefined : machine.retries?.[retry]?.seconds;
  return schedule ? (schedule[Math.min(attempts, schedule.length - 1)] ?? 0) * SECOND : durationMs(after);
};

// Where an event leads that came where it cannot: a payload's status follows from its type alone.
const targetOf = (machine: LifecycleDefinition, eventType: string): string | undefined =>
  Object.values(machine.states).find(({ on = {} }) => Object.hasOwn(on, eventType))?.on?.[eventType];

/** Walks a plan through the machine and says when each event comes; successive events are at least a second apart. */
export const walk = (machine: LifecycleDefinition, plan: readonly PlannedStep[], options: WalkOptions): Visit[] => {
  const visits: Visit[] = [];
  const latest = new Map(options.from?.latest); // event type to when it came last
  const { state = machine.initial, at, step: before = 0, incarnation = 0, replacement = 0 } = options.from ?? {};
  let current: Track = { state, attempts: 0, orphan: false, incarnation, replacement };
  let previous: Track | undefined;
  let now: number | undefined = at;

  const moveSilently = (track: Track, move: string, to: string): Track => {
    const { after = DEFAULT_DELAY, starts } = machine.silent?.[move] ?? {};
    now = now === undefined ? options.start : now + durationMs(after);
    if (starts === undefined) return entered(track, to);
    previous = { ...entered(track, to), orphan: starts === "replacement" };
    const incarnation = track.incarnation + (starts === "subject" ? 1 : 0);
    return { ...track, state: machine.initial, attempts: 0, incarnation, replacement: track.replacement + 1 };
  };

  const eventTime = (eventType: string, attempts: number, step: number): number => {
    const earlier = now ?? options.start;
    const delay = delayMs(machine, eventType, attempts);
    const anchors = (machine.delays?.[eventType]?.since ?? []).flatMap((other) => latest.get(other) ?? []);
    const jitter = draw(hash(`jitter ${options.seed} ${options.index}`), step) % SECOND;
    return anchors.length > 0
      ? Math.max(Math.max(...anchors) + delay, earlier + APART)
      : earlier + Math.max(delay, APART) + jitter;
  };

  const send = (from: Track, eventType: string): Track => {
    const step = before + visits.length + 1;
    const move = legalMoves(machine, from.state).find((legal) => legal.eventType === eventType);
    if (!move && !options.illegal) throw illegalStep(machine, from.state, step, eventType);
    const track = (move?.silent ?? []).reduce((at, { move: name, to }) => moveSilently(at, name, to), from);
    now = eventTime(eventType, track.attempts, step);
    latest.set(eventType, now);
    const after = entered(track, move?.to ?? targetOf(machine, eventType) ?? track.state);
    const { orphan, incarnation, replacement, state: status } = after;
    visits.push({ step, eventType, at: now, from: track.state, status, orphan, incarnation, replacement });
    return after;
  };

  for (const planned of plan) {
    if ("silent" in planned)
      current = moveSilently(
        current,
        planned.silent,
        machine.states[current.state]?.silent?.[planned.silent] ?? current.state,
      );
    else if (planned.of === "previous") previous = send(previous ?? current, planned.event);
    else current = send(current, planned.event);
  }
  return visits;
};
