import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { LifecycleDefinition } from "../schemas/provider.ts";

/** A way from one state to an event: the silent moves before it, and the state that it leads to. */
export interface Move {
  eventType: string;
  silent: { move: string; to: string }[];
  to: string;
}

/** The states that walks can reach without an event, nearest first, each with the silent moves to it. */
const reachable = (machine: LifecycleDefinition, from: string): { state: string; silent: Move["silent"] }[] => {
  const found = [{ state: from, silent: [] as Move["silent"] }];
  for (const { state, silent } of found)
    for (const [move, to] of Object.entries(machine.states[state]?.silent ?? {}))
      if (machine.silent?.[move]?.walk && !found.some((other) => other.state === to))
        found.push({ state: to, silent: [...silent, { move, to }] });
  return found;
};

const movesOf = (machine: LifecycleDefinition, from: string): Move[] => {
  const moves = new Map<string, Move>();
  for (const { state, silent } of reachable(machine, from))
    for (const [eventType, to] of Object.entries(machine.states[state]?.on ?? {}))
      if (!moves.has(eventType)) moves.set(eventType, { eventType, silent, to });
  return [...moves.values()];
};

const known = new WeakMap<LifecycleDefinition, Map<string, readonly Move[]>>(); // every step of every walk asks

/** The events that may come next in a state, each by the fewest silent moves; the order is that of lifecycle.json. */
export const legalMoves = (machine: LifecycleDefinition, from: string): readonly Move[] => {
  const ofMachine = known.get(machine) ?? new Map<string, readonly Move[]>();
  known.set(machine, ofMachine);
  const moves = ofMachine.get(from) ?? movesOf(machine, from);
  ofMachine.set(from, moves);
  return moves;
};

/** A walk on its way, as a list that is read backwards. */
interface Walk {
  state: string;
  /** Event types so far. */
  seen: ReadonlySet<string>;
  last?: string;
  before?: Walk;
}

const stepsOf = (walk: Walk): string[] => {
  const steps: string[] = [];
  for (let at: Walk | undefined = walk; at?.last !== undefined; at = at.before) steps.unshift(at.last);
  return steps;
};

/** The shortest walk on from one until `done`: breadth first, so the first found is shortest. */
const shortest = (machine: LifecycleDefinition, from: Walk, done: (walk: Walk) => boolean): Walk | undefined => {
  const moves = new Map(Object.keys(machine.states).map((state) => [state, legalMoves(machine, state)]));
  const queue: Walk[] = [from];
  const visited = new Set<string>();
  for (const walk of queue) {
    if (done(walk)) return walk;
    for (const { eventType, to } of moves.get(walk.state) ?? []) {
      const seen = walk.seen.has(eventType) ? walk.seen : new Set([...walk.seen, eventType]);
      const key = `${to} ${[...seen].sort().join(" ")}`;
      if (visited.has(key)) continue;
      visited.add(key);
      queue.push({ state: to, seen, last: eventType, before: walk });
    }
  }
  return undefined;
};

const EXACT = 12; // event types; the exact search doubles with each

/**
 * A legal walk over every event type that lifecycle.json knows: the shortest, or, where there are more than a dozen, one
 * that always goes to the nearest type not yet seen.
 * @throws HookwrightError `invalid-provider` where no walk meets them all
 */
export const fullWalk = (machine: LifecycleDefinition): string[] => {
  const all = new Set(Object.values(machine.states).flatMap(({ on = {} }) => Object.keys(on))).size;
  let walk: Walk | undefined = { state: machine.initial, seen: new Set() };
  if (all <= EXACT) walk = shortest(machine, walk, ({ seen }) => seen.size === all);
  while (walk && walk.seen.size < all) {
    const from: Walk = walk;
    walk = shortest(machine, from, ({ seen }) => seen.size > from.seen.size);
  }
  if (walk) return stepsOf(walk);
  throw new HookwrightError(
    "invalid-provider",
    "Failed to walk over every event type: some lie behind final states that exclude each other. Leave the walk out of lifecycle.json, or mend its states.",
  );
};

/** 3 to 20 legal events, chosen by `random(n)`, a whole number below n; fewer where a final state comes first. */
export const randomWalk = (machine: LifecycleDefinition, random: (below: number) => number): string[] => {
  const length = 3 + random(18);
  const steps: string[] = [];
  for (let state = machine.initial; steps.length < length; ) {
    const moves = legalMoves(machine, state);
    // A final state ends a walk; before the third step it is avoided where anything else is possible.
    const lasting = moves.filter(({ to }) => legalMoves(machine, to).length > 0);
    const options = steps.length < 2 && lasting.length > 0 ? lasting : moves;
    const move = options[random(options.length)];
    if (!move) break;
    steps.push(move.eventType);
    state = move.to;
  }
  return steps;
};
