import type { Sender } from "../mocks/sending/sender.ts";
import type { CheckId } from "./check.ts";
import type { CheckResult } from "./generated/report.ts";

/** How far a run of checks is. */
export interface Progress {
  /** The check that runs; absent before the first, while the envelope is found out. */
  check?: CheckId;
  /** How it ended; absent while it runs. */
  result?: CheckResult["result"];
  /** How many checks have ended. */
  done: number;
  /** How many there are. */
  total: number;
  /** Deliveries sent so far. */
  sent: number;
  /** Of these, how many wait for an answer. */
  waiting: number;
}

/** Told at the start, when a check begins or ends, and with each delivery and each answer. */
export type OnProgress = (progress: Progress) => void;

/** Keeps count of a run for whoever wants to know. */
export interface Counter {
  begins(check: CheckId): void;
  ends(result: CheckResult["result"]): void;
  /** The same sender, whose deliveries are counted. */
  counting(sender: Sender): Sender;
}

const NOBODY: Counter = { begins() {}, ends() {}, counting: (sender) => sender };

/** Makes a counter; where nobody wants to know it costs nothing. */
export const createCounter = (total: number, onProgress: OnProgress | undefined): Counter => {
  if (!onProgress) return NOBODY;
  let now: Progress = { done: 0, total, sent: 0, waiting: 0 };
  onProgress(now);
  const say = (change: Partial<Progress>): void => {
    now = { ...now, ...change };
    onProgress(now);
  };
  return {
    begins(check) {
      const { result: _, ...rest } = now;
      now = rest;
      say({ check });
    },
    ends: (result) => say({ result, done: now.done + 1 }),
    counting: (sender) => ({
      ...sender,
      send(delivery, reception) {
        let isOver = false;
        const over = (): void => {
          if (isOver) return;
          isOver = true;
          say({ waiting: now.waiting - 1 });
        };
        say({ sent: now.sent + 1, waiting: now.waiting + 1 });
        const breakOff = sender.send(delivery, {
          connected: reception.connected,
          head: reception.head,
          chunk: reception.chunk,
          end() {
            over();
            reception.end();
          },
          fail(error) {
            over();
            reception.fail(error);
          },
        });
        return () => {
          over();
          breakOff();
        };
      },
    }),
  };
};
