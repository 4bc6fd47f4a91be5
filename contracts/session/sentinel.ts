import { isAccepted } from "../../mocks/exchange.ts";
import { plainLifecycles } from "../probes/lifecycle-names.ts";
import type { Session } from "./session.ts";
import { SETTLE_MS } from "./session-options.ts";
import { hasMoved, lookTwice, type State } from "./stable-state.ts";
import { startWait } from "./wait.ts";

/** Events whose only purpose is to be seen: what was sent before one has been worked off when its effect is visible. */
export interface Sentinel {
  /** Waits until what was sent before has been worked off; false if one was seen before, and this one was not in time. */
  pass(): Promise<boolean>;
}

const LONGEST_MS = 60_000;
const AT_ONCE_MS = 2; // a first look that took longer is no proof that a receiver works before it answers
const SLOWER = 8; // a busy machine takes longer for an event than it took for the first
const ENOUGH = 3; // in a row that were not seen, although one was before: the next will not be either

/** Makes a sentinel, with a session of its own: nobody counts what it sends. `sent` says how many others were sent so far. */
export const createSentinel = (session: Session, sent: () => number): Sentinel => {
  const { provider, options, patience, startedAt } = session;
  const [name = ""] = plainLifecycles(provider.machine);
  let telling: number | undefined; // how many events it takes until the state moves
  let idleLag = 0;
  let waitedFor = 0; // how many were sent before the last one: a backlog is waited for once
  let inVain = 0; // how many in a row were not seen
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<boolean> | undefined;

  const isLost = (): boolean =>
    !options.observe ||
    options.settled !== undefined ||
    session.isFixed ||
    inVain >= (telling === undefined ? 1 : ENOUGH);

  /** How long a queue takes that works off one event after another. */
  const backlogMs = (): number => Math.min(LONGEST_MS, SLOWER * idleLag * (sent() - waitedFor));

  const lagUntilMoved = async (was: State, look: () => Promise<unknown>): Promise<number | undefined> => {
    const limit = (options.settle ?? SETTLE_MS) + backlogMs();
    const wait = startWait();
    for (let looks = 1; ; looks++) {
      const lag = wait.elapsed();
      if (hasMoved(was, await look(), startedAt)) {
        const most = wait.elapsed(); // the state may have moved at any time until this look ended
        return looks > 1 ? lag : most > AT_ONCE_MS ? most : 0;
      }
      if (lag >= limit) return undefined;
      await wait.nap();
    }
  };

  const send = async (): Promise<void> => {
    if (isLost()) return;
    const isIdle = inVain === 0 && sent() === waitedFor; // nothing else is to be worked off
    inVain++; // unless it is seen
    const lifecycle = session.lifecycle(name);
    const look = (): Promise<unknown> => session.look(lifecycle.subjects);
    await session.prepareAll(lifecycle.subjects);
    await session.untilShown(lifecycle.subjects);
    for (const [i, delivery] of session.deliveries(lifecycle).entries()) {
      const mayTell = telling === undefined || telling === i + 1;
      const was = mayTell ? await lookTwice(look, startedAt) : undefined;
      if (!isAccepted(await session.provoke(delivery))) return;
      const lag = was && (await lagUntilMoved(was, look));
      if (lag === undefined) continue;
      if (telling === undefined || (isIdle && lag > idleLag)) {
        idleLag = lag;
        patience.learn(lag);
      }
      telling = i + 1;
      inVain = 0;
      return;
    }
  };

  return {
    pass() {
      // One after another; who comes while one waits for its turn is served by that.
      next ??= running.then(async () => {
        next = undefined;
        const before = sent();
        await send();
        waitedFor = before;
        return telling === undefined || inVain === 0;
      });
      running = next.catch(() => {});
      return next;
    },
  };
};
