import type { Exchange } from "../../mocks/exchange.ts";
import type { Subject } from "../../schemas/provider.ts";
import type { Session } from "../session/session.ts";
import { lookTwice, type State } from "../session/stable-state.ts";
import { follow } from "./follow.ts";
import { plainLifecycles } from "./lifecycle-names.ts";
import { createVerdict } from "./verdict.ts";

/** What was done, and what it moved although it was not about it. */
export interface Moved {
  exchanges: Exchange[];
  /** The states before and after; absent where nothing moved, or nothing can be seen. */
  moved?: {
    before: unknown;
    after: unknown /** Which of the others, if one of them did. */;
    other: number | undefined;
  };
}

/** A subject that has a state and is about to keep it: it shows, too, how far the receiver lags behind its answers. */
const bystander = async (session: Session): Promise<Subject | undefined> => {
  const first = plainLifecycles(session.provider.machine)
    .map((name) => session.lifecycle(name).steps[0]?.eventType)
    .find((eventType) => eventType !== undefined);
  const lifecycle = session.lifecycle(first === undefined ? [] : [first]);
  await follow(session, lifecycle, { whateverState: true });
  return lifecycle.subjects[0];
};

/**
 * Acts while subjects that it is not about are watched, with one wait for all; `others` are watched, too. What moves without
 * the act as well is not blamed on it.
 */
export const besides = async (
  session: Session,
  others: readonly Subject[],
  act: () => Promise<Exchange[]>,
): Promise<Moved> => {
  const found = await watch(session, others, act);
  if (!found.moved) return found;
  const control = await watch(session, others, async () => []);
  return control.moved ? { exchanges: found.exchanges } : found;
};

const watch = async (session: Session, others: readonly Subject[], act: () => Promise<Exchange[]>): Promise<Moved> => {
  const own = await bystander(session);
  const wasQuiet = await session.quiet();
  // The last that was prepared may be one that came with the quiet.
  const watched = [...session.conspicuous(), own, ...others].filter((one) => one !== undefined);
  const views = watched.map((subject) => async () => (await session.look([subject]))[0]);
  const before: State[] = [];
  for (const look of views) before.push(await lookTwice(look, session.startedAt));
  const exchanges = await act();
  if (!wasQuiet) session.leaveUnjudged();
  if (!session.options.observe || !wasQuiet) return { exchanges };
  const passed = async (): Promise<void> => {
    await bystander(session); // a later event that has become visible: what came before it has, too
    await session.quiet();
  };
  await session.rest(); // careless look-ups find the newest row: the next one is made when there was time for that
  await passed();
  const after = await session.look(watched);
  const isMoved = createVerdict(session, passed);
  const changed: { i: number; before: unknown; after: unknown }[] = [];
  for (const [i, look] of views.entries()) {
    const was = before[i] as State;
    if (await isMoved(was, after[i], look)) changed.push({ i, before: was.observed, after: after[i] });
  }
  const [one, ...more] = changed;
  if (!one) return { exchanges };
  const other = one.i - (watched.length - others.length);
  const isOne = more.length === 0 && other >= 0; // where several moved, only trying one by one tells
  return { exchanges, moved: { before: one.before, after: one.after, other: isOne ? other : undefined } };
};

/** Finds the first of several acts that moves a bystander: one by one, with a wait for each. */
export const culpritOf = async <T>(
  session: Session,
  others: readonly Subject[],
  acts: readonly T[],
  act: (one: T) => Promise<Exchange[]>,
): Promise<{ act: T; exchanges: Exchange[]; moved: NonNullable<Moved["moved"]> } | undefined> => {
  for (const one of acts) {
    const { exchanges, moved } = await besides(session, others, () => act(one));
    if (moved) return { act: one, exchanges, moved };
  }
  return undefined;
};
