import type { Subject } from "../schemas/provider.ts";
import type { Session } from "./session.ts";
import { SETTLE_MS } from "./session-options.ts";
import { startWait } from "./wait.ts";

/** Waits for what was just prepared where it does not show at once: a store that is read late is no trace of what comes next. */
export const untilShown = async (session: Session, subjects: readonly Subject[]): Promise<void> => {
  const { prepare, settle = SETTLE_MS } = session.options;
  if (!prepare) return;
  for (const wait = startWait(); wait.elapsed() < settle; await wait.nap()) {
    const states = await session.look(subjects);
    if (states.every((observed) => observed !== undefined)) return;
  }
};
