import type { Session } from "./session.ts";
import { lookTwice, movedLeaves, type State } from "./stable-state.ts";
import { startWait } from "./wait.ts";

/** Whether what was done moved a state: `look` shows it once more. */
export type Verdict = (before: State, observed: unknown, look: () => Promise<unknown>) => Promise<boolean>;

const LOOK_ON_MS = 1100; // a count of seconds goes on in that time

/**
 * Makes a verdict on what was done: two looks are not enough to know what moves anyway, so that before anyone is blamed the same
 * goes on `without` it, and is looked at for a while. What is learned of one subject holds for the others.
 */
export const createVerdict = ({ startedAt }: Session, without: () => Promise<unknown>): Verdict => {
  const restless = new Set<string>();

  const lookOn = async (observed: unknown, look: () => Promise<unknown>): Promise<void> => {
    const was = await lookTwice(async () => observed, startedAt);
    await without();
    for (const wait = startWait(); wait.elapsed() < LOOK_ON_MS; await wait.nap())
      for (const leaf of movedLeaves(was, await look(), startedAt)) restless.add(leaf);
  };

  return async (before, observed, look) => {
    const isMoved = (): boolean => movedLeaves(before, observed, startedAt).some((leaf) => !restless.has(leaf));
    if (!isMoved()) return false;
    await lookOn(observed, look);
    return isMoved();
  };
};
