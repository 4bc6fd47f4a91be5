import { elapsedMs, sleep } from "../../mocks/sending/real-time.ts";
import { POLL_MS } from "./session-options.ts";

/** A wait for what is looked at again and again. */
export interface Wait {
  /** Milliseconds so far, without those by which naps took longer than asked for: a machine that is busy is given longer. */
  elapsed(): number;
  /** A pause between two looks. */
  nap(): Promise<void>;
}

const IN_TIME_MS = 2 * POLL_MS;

/** Begins to wait. */
export const startWait = (): Wait => {
  const began = elapsedMs();
  let late = 0;
  return {
    elapsed: () => elapsedMs() - began - late,
    async nap() {
      const asleep = elapsedMs();
      await sleep(POLL_MS);
      late += Math.max(0, elapsedMs() - asleep - IN_TIME_MS);
    },
  };
};
