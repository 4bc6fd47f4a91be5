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

/** The events that may come next in a state, each by the fewest silent moves; the order is that of lifecycle.json. */
export const legalMoves = (machine: LifecycleDefinition, from: string): Move[] => {
  const moves = new Map<string, Move>();
  for (const { state, silent } of reachable(machine, from))
    for (const [eventType, to] of Object.entries(machine.states[state]?.on ?? {}))
      if (!moves.has(eventType)) moves.set(eventType, { eventType, silent, to });
  return [...moves.values()];
};

/** The shortest legal walk over every event type that lifecycle.json knows; breadth first, so the first found is shortest. */
export const fullWalk = (machine: LifecycleDefinition): string[] => {
  const eventTypes = [...new Set(Object.values(machine.states).flatMap(({ on = {} }) => Object.keys(on)))];
  const all = 2 ** eventTypes.length - 1;
  const movesFrom = new Map(Object.keys(machine.states).map((state) => [state, legalMoves(machine, state)]));
  interface Walk {
    state: string;
    seen: number;
    last?: string;
    before?: Walk;
  }
  const queue: Walk[] = [{ state: machine.initial, seen: 0 }];
  const visited = new Set([`${machine.initial} 0`]);
  for (const walk of queue) {
    if (walk.seen === all) return stepsOf(walk);
    for (const { eventType, to } of movesFrom.get(walk.state) ?? []) {
      const seen = walk.seen | (1 << eventTypes.indexOf(eventType));
      const key = `${to} ${seen}`;
      if (visited.has(key)) continue;
      visited.add(key);
      queue.push({ state: to, seen, last: eventType, before: walk });
    }
  }
  return [];
};

const stepsOf = (walk: { last?: string; before?: object } | undefined): string[] => {
  const steps: string[] = [];
  for (let at = walk; at?.last !== undefined; at = at.before as typeof walk) steps.unshift(at.last);
  return steps;
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
