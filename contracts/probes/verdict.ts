import type { Session } from "../session/session.ts";
import { lookTwice, movedLeaves, type State } from "../session/stable-state.ts";
import { startWait } from "../session/wait.ts";

/** Whether what was done moved a state: `look` shows it once more. */
export type Verdict = (before: State, observed: unknown, look: () => Promise<unknown>) => Promise<boolean>;

const LOOK_ON_MS = 1100; // a count of seconds goes on in that time
const WORD = ""; // the whole of a state that has no leaves

/**
 * Makes a verdict on what was done: two looks are not enough to know what moves anyway, so that before anyone is blamed the same
 * goes on twice `without` it, and is looked at for a while: what moves once may be done in two steps. What is learned of the
 * leaves of one subject holds for the others.
 */
export const createVerdict = ({ startedAt }: Session, without: () => Promise<unknown>): Verdict => {
  const restless = new Set<string>();

  const lookOn = async (look: () => Promise<unknown>): Promise<Set<string>> => {
    const observed = await look();
    const was = await lookTwice(async () => observed, startedAt);
    const moved = new Set<string>();
    await without();
    for (const wait = startWait(); wait.elapsed() < LOOK_ON_MS; await wait.nap())
      for (const leaf of movedLeaves(was, await look(), startedAt)) moved.add(leaf);
    return moved;
  };

  return async (before, observed, look) => {
    const isMoved = (): boolean => movedLeaves(before, observed, startedAt).some((leaf) => !restless.has(leaf));
    restless.delete(WORD);
    if (!isMoved()) return false;
    const moved = await lookOn(look);
    for (const leaf of moved.size > 0 ? await lookOn(look) : []) if (moved.has(leaf)) restless.add(leaf);
    return isMoved();
  };
};
