import { instantMs } from "../../generators/draws/instant.ts";

const HOUR = 3_600_000;
const SKEW = 5000; // whole seconds, and a clock that is a little behind

// A leaf that holds an instant of this run ("updated_at": now) says when the receiver worked, not what it knows.
const isOfThisRun = (value: unknown, since: number): boolean => {
  const candidates =
    typeof value === "number" ? [value, value * 1000] : [typeof value === "string" ? instantMs(value) : undefined];
  return candidates.some((ms) => ms !== undefined && ms >= since - SKEW && ms <= Date.now() + HOUR);
};

type Leaves = ReadonlyMap<string, unknown>;

const leavesOf = (value: unknown, since: number, path = ""): [string, unknown][] => {
  if (typeof value !== "object" || value === null)
    return [[path, isOfThisRun(value, since) ? "(an instant of this run)" : value]];
  const inner = Object.entries(value).flatMap(([key, item]) => leavesOf(item, since, `${path}/${key}`));
  return inner.length > 0 ? inner : [[path, Array.isArray(value) ? "(an empty list)" : "(an empty object)"]];
};

/** A state as it was seen, ready to be compared. */
export interface State {
  leaves: Leaves;
  /** Leaves that changed although nothing was sent: a request's own id, an uptime. */
  volatile: ReadonlySet<string>;
  observed: unknown;
}

const read = (observed: unknown, since: number): Leaves =>
  new Map(observed === undefined ? [] : leavesOf(observed, since));

const differing = (a: Leaves, b: Leaves): Set<string> =>
  new Set([...a.keys(), ...b.keys()].filter((path) => JSON.stringify(a.get(path)) !== JSON.stringify(b.get(path))));

/** Looks twice, and remembers what differs by itself. */
export const lookTwice = async (look: () => Promise<unknown>, since: number): Promise<State> => {
  const first = read(await look(), since);
  const observed = await look();
  const leaves = read(observed, since);
  return { leaves, volatile: differing(first, leaves), observed };
};

/** The leaves that are seen now otherwise than before, instants of this run and what changes by itself aside. */
export const movedLeaves = (before: State, observed: unknown, since: number): string[] =>
  [...differing(before.leaves, read(observed, since))].filter((path) => !before.volatile.has(path));

/** Whether something is seen now otherwise than before, instants of this run and what changes by itself aside. */
export const hasMoved = (before: State, observed: unknown, since: number): boolean =>
  movedLeaves(before, observed, since).length > 0;
