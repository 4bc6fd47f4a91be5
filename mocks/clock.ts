import { HookwrightError } from "../schemas/hookwright-error.ts";

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

interface Task {
  due: number;
  owner: unknown;
  run: () => Promise<void>;
}

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
  let advancing = false;
  let tasks: Task[] = []; // sorted by due time, equal ones in the order of scheduling
  return {
    now: () => new Date(now),
    schedule(due, owner, run) {
      const later = tasks.findIndex((task) => task.due > due);
      tasks.splice(later < 0 ? tasks.length : later, 0, { due, owner, run });
    },
    cancel(owner) {
      tasks = tasks.filter((task) => task.owner !== owner);
    },
    async advance(duration) {
      const end = now + toMs(duration);
      if (advancing)
        throw new HookwrightError(
          "busy",
          "Failed to advance the clock: it is advancing already. Await the call before.",
        );
      advancing = true;
      try {
        // The list is looked at again after each task: what a receiver sets going comes in its turn.
        for (let task = tasks[0]; task !== undefined && task.due <= end; task = tasks[0]) {
          tasks.shift();
          now = Math.max(now, task.due);
          await task.run();
        }
        now = end;
      } finally {
        advancing = false;
      }
    },
    reset() {
      now = start;
      tasks = [];
    },
  };
};
