import { isAccepted } from "../mocks/exchange.ts";
import { elapsedMs, sleep } from "../mocks/real-time.ts";
import { plainLifecycles } from "./lifecycle-names.ts";
import type { Session } from "./session.ts";
import { POLL_MS, SETTLE_MS } from "./session-options.ts";
import { hasMoved, lookTwice, type State } from "./stable-state.ts";

/** Events whose only purpose is to be seen: what was sent before one has been worked off when its effect is visible. */
export interface Sentinel {
  /** Waits until what was sent before has been worked off, as far as that can be seen. */
  pass(): Promise<void>;
}

const BACKLOG_MS = 60_000; // a queue that works off one event after another may be this far behind

/** Makes a sentinel, with a session of its own: nobody counts what it sends. */
export const createSentinel = (session: Session): Sentinel => {
  const { provider, options, patience, startedAt } = session;
  const [name = ""] = plainLifecycles(provider.machine);
  let telling: number | undefined; // how many events it takes until the state moves
  let isLost = !options.observe || options.settled !== undefined || session.isFixed;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const lagUntilMoved = async (was: State, look: () => Promise<unknown>): Promise<number | undefined> => {
    const limit = telling === undefined ? (options.settle ?? SETTLE_MS) : BACKLOG_MS;
    const began = elapsedMs();
    for (let looks = 1; ; looks++) {
      const lag = elapsedMs() - began;
      if (hasMoved(was, await look(), startedAt)) return looks > 1 ? lag : 0;
      if (lag >= limit) return undefined;
      await sleep(POLL_MS);
    }
  };

  const send = async (): Promise<void> => {
    if (isLost) return;
    isLost = true; // unless it is seen
    const lifecycle = session.lifecycle(name);
    const look = (): Promise<unknown> => session.look(lifecycle.subjects);
    await session.prepareAll(lifecycle.subjects);
    for (const [i, delivery] of session.deliveries(lifecycle).entries()) {
      const mayTell = telling === undefined || telling === i + 1;
      const was = mayTell ? await lookTwice(look, startedAt) : undefined;
      if (!isAccepted(await session.provoke(delivery))) return;
      const lag = was && (await lagUntilMoved(was, look));
      if (lag === undefined) continue;
      if (telling === undefined) patience.learn(lag);
      telling = i + 1;
      isLost = false;
      return;
    }
  };

  return {
    pass() {
      // One after another; who comes while one waits for its turn is served by that.
      next ??= running.then(() => {
        next = undefined;
        return send();
      });
      running = next.catch(() => {});
      return next;
    },
  };
};
