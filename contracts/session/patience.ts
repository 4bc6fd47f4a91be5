/** How long a receiver's state is waited for: what is learned of one subject saves waiting for others. */
export interface Patience {
  /** Milliseconds to wait until a state is as expected. */
  limit(): number;
  /** Milliseconds after which work that goes on after an answer is done. */
  rest(): number;
  /** With nothing else to be done, a state became visible so many milliseconds after the answer. */
  learn(lag: number): void;
  /** A state was waited for as long as may be, in vain. */
  waited(): void;
  /** Waits no longer than what is known of the receiver justifies, while `work` goes on: what it finds is to be confirmed. */
  hurried<T>(work: () => Promise<T>): Promise<T>;
  isHurried(): boolean;
}

const ENOUGH = 3; // waits in vain, without a single state that ever was as expected: the next will not be either
const HURRY = { factor: 10, least: 50 };
const REST_FACTOR = 3;

/** Makes a patience that waits `settle` milliseconds at the most. */
export const createPatience = (settle: number): Patience => {
  let lag: number | undefined;
  let inVain = 0;
  let isHurried = false;
  return {
    limit() {
      if (lag === undefined && inVain >= ENOUGH) return 0;
      return isHurried ? Math.min(settle, Math.max(HURRY.least, HURRY.factor * (lag ?? 0))) : settle;
    },
    rest() {
      if (lag === undefined) return settle; // nothing is known
      return Math.min(settle, REST_FACTOR * lag);
    },
    isHurried: () => isHurried,
    learn(seen) {
      lag = seen;
    },
    waited() {
      inVain++;
    },
    async hurried(work) {
      isHurried = true;
      try {
        return await work();
      } finally {
        isHurried = false;
      }
    },
  };
};
