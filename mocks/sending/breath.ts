import { nextTurn } from "#timer";
import { elapsedMs } from "./real-time.ts";

const BREATH_MS = 10;

/**
 * Makes a function that now and then gives the event loop a turn, and else nothing. Receivers that answer at once would
 * keep it waiting until the last delivery: no timer would fire, and nothing that a WeakRef saw would be let go of.
 */
export const createBreath = (): (() => Promise<void> | undefined) => {
  let last = elapsedMs();
  let turn: Promise<void> | undefined;
  return () => {
    if (turn === undefined && elapsedMs() - last > BREATH_MS)
      turn = nextTurn().then(() => {
        turn = undefined;
        last = elapsedMs();
      });
    return turn; // the same for all that are sent meanwhile, or they would keep it from coming
  };
};
