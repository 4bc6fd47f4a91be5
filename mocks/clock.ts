import { HookwrightError } from "../schemas/hookwright-error.ts";
import { createHeap } from "./state/heap.ts";

/** A length of virtual time; the parts add up. */
export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

const MS: Readonly<Record<keyof Duration, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
};

const toMs = (duration: Duration): number => {
  const ms = Object.entries(duration).reduce(
    (sum, [unit, count]) => sum + count * (MS[unit as keyof Duration] ?? Number.NaN),
    0,
  );
  if (Number.isFinite(ms) && ms >= 0) return ms;
  throw new HookwrightError(
    "invalid-option",
    `Failed to advance by ${JSON.stringify(duration)}. Give days, hours, minutes or seconds from 0 on.`,
  );
};

const LAST = Date.UTC(9900, 0, 1); // payloads name their times in RFC 3339, which ends with the year 9999

interface Task {
  due: number;
  sequence: number;
  owner: unknown;
  run: () => Promise<void>;
  isCancelled: boolean;
}

const isBefore = (one: Task, other: Task): boolean =>
  one.due < other.due || (one.due === other.due && one.sequence < other.sequence);

/** Time that passes only when told to. */
export interface Clock {
  now(): Date;
  schedule(due: number, owner: unknown, run: () => Promise<void>): void;
  /** Drops what is still to come for an owner. */
  cancel(owner: unknown): void;
  /** Runs everything that comes due, in order, each awaited. */
  advance(duration: Duration): Promise<void>;
  reset(): void;
}

/** Makes a clock that stands at `start`, in milliseconds since 1970. */
export const createClock = (start: number): Clock => {
  let now = start;
  let sequence = 0;
  let advance: symbol | undefined; // the one under way
  let tasks = createHeap(isBefore);
  let owned = new Map<unknown, Set<Task>>();

  const takeDue = (end: number): Task | undefined => {
    for (let task = tasks.peek(); task && task.due <= end; task = tasks.peek()) {
      tasks.pop();
      if (task.isCancelled) continue;
      const others = owned.get(task.owner);
      others?.delete(task);
      if (others?.size === 0) owned.delete(task.owner);
      return task;
    }
    return undefined;
  };

  return {
    now: () => new Date(now),
    schedule(due, owner, run) {
      const task = { due, sequence: sequence++, owner, run, isCancelled: false };
      tasks.push(task);
      owned.set(owner, (owned.get(owner) ?? new Set()).add(task));
    },
    cancel(owner) {
      for (const task of owned.get(owner) ?? []) task.isCancelled = true; // left out when its turn comes
      owned.delete(owner);
    },
    async advance(duration) {
      const end = now + toMs(duration);
      if (end > LAST)
        throw new HookwrightError(
          "invalid-option",
          `Failed to advance by ${JSON.stringify(duration)}: that is after the year 9899. Give less.`,
        );
      if (advance)
        throw new HookwrightError(
          "busy",
          "Failed to advance the clock: it is advancing already. Await the call before.",
        );
      const own = Symbol("advance");
      advance = own;
      try {
        // Looked at again after each task: what a receiver sets going comes in its turn. A reset in between ends it.
        for (let task = takeDue(end); task; task = advance === own ? takeDue(end) : undefined) {
          now = Math.max(now, task.due);
          await task.run();
        }
        if (advance === own) now = end;
      } finally {
        if (advance === own) advance = undefined;
      }
    },
    reset() {
      now = start;
      advance = undefined;
      tasks = createHeap(isBefore);
      owned = new Map();
    },
  };
};
