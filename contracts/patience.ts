/** How long a receiver's state is waited for: what is learned of one subject saves waiting for others. */
export interface Patience {
  /** Milliseconds to wait until a state is as expected. */
  limit(): number;
  /** Milliseconds after which work that goes on after an answer is done. */
  rest(): number;
  /** A state became visible so many milliseconds after the answer. */
  learn(lag: number): void;
  /** A state was waited for as long as may be; whether anything at all was known of the subject. */
  waited(isKnown: boolean): void;
  /** Waits no longer than what is known of the receiver justifies, while `work` goes on: what it finds is to be confirmed. */
  hurried<T>(work: () => Promise<T>): Promise<T>;
}

const BLIND = 3; // subjects that were waited for without ever seeing anything: the next will not be seen either
const HURRY = { factor: 10, least: 50 };
const REST_FACTOR = 3;

/** Makes a patience that waits `settle` milliseconds at the most. */
export const createPatience = (settle: number): Patience => {
  let longestLag = 0;
  let inVain = 0;
  let sawState = false;
  let isHurried = false;
  return {
    limit() {
      if (!sawState && inVain >= BLIND) return 0;
      return isHurried ? Math.min(settle, Math.max(HURRY.least, HURRY.factor * longestLag)) : settle;
    },
    rest: () => Math.min(settle, REST_FACTOR * longestLag),
    learn(lag) {
      sawState = true;
      longestLag = Math.max(longestLag, lag);
    },
    waited(isKnown) {
      sawState ||= isKnown;
      if (!sawState) inVain++;
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
