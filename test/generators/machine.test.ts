import { buildLifecycle, type HookwrightError } from "hookwright";
import { describe, expect, it } from "vitest";
import { legalMoves } from "../../generators/machine.ts";
import type { LifecycleDefinition } from "../../schemas/provider.ts";
import { providers } from "../schemas/providers.ts";

/** Every way without an event from a state, as lists of states: written anew, to be held against the walk's own. */
const waysFrom = (machine: LifecycleDefinition, state: string, way: readonly string[] = [state]): string[][] => [
  [...way],
  ...Object.entries(machine.states[state]?.silent ?? {})
    .filter(([move, to]) => machine.silent?.[move]?.walk && !way.includes(to))
    .flatMap(([, to]) => waysFrom(machine, to, [...way, to])),
];

/** The shortest list of events from the initial state to each state that events lead to. */
const pathsTo = (machine: LifecycleDefinition): Map<string, string[]> => {
  const paths = new Map<string, string[]>([[machine.initial, []]]);
  for (const [state, path] of paths)
    for (const { eventType, to } of legalMoves(machine, state)) if (!paths.has(to)) paths.set(to, [...path, eventType]);
  return paths;
};

describe.each(providers.map((provider) => ({ name: provider.name, provider })))("$name", ({ provider }) => {
  const { machine, eventTypes } = provider;
  const states = Object.keys(machine.states);

  it.each(states)("the legal next events in %s are those of lifecycle.json", (state) => {
    const ends = waysFrom(machine, state);
    const expected = new Set(ends.flatMap((way) => Object.keys(machine.states[way.at(-1) ?? ""]?.on ?? {})));
    const moves = legalMoves(machine, state);
    expect(moves.map(({ eventType }) => eventType).sort()).toEqual([...expected].sort());
    for (const { eventType, silent, to } of moves) {
      const end = silent.reduce((from, { move, to: next }) => {
        expect(machine.states[from]?.silent?.[move]).toBe(next);
        expect(machine.silent?.[move]?.walk).toBe(true);
        return next;
      }, state);
      expect(machine.states[end]?.on?.[eventType]).toBe(to);
      const lengths = ends.filter((way) => machine.states[way.at(-1) ?? ""]?.on?.[eventType]).map((way) => way.length);
      expect(silent.length).toBe(Math.min(...lengths) - 1);
    }
  });

  it.each([...pathsTo(machine)])(
    "after the way to %s the legal events are taken, every other is refused",
    (state, path) => {
      const legal = legalMoves(machine, state).map(({ eventType }) => eventType);
      for (const eventType of eventTypes) {
        const build = (illegal: boolean) => buildLifecycle(provider, [...path, eventType], { illegal }).steps;
        if (legal.includes(eventType)) expect(build(false).at(-1)?.eventType).toBe(eventType);
        else {
          const message = `step ${path.length + 1}, ${eventType}, cannot come in state ${state}. Legal there: ${legal.join(", ") || "nothing"}.`;
          expect(() => build(false)).toThrow(
            expect.objectContaining<Partial<HookwrightError>>({
              code: "illegal-step",
              message: expect.stringContaining(message) as string,
            }),
          );
          expect(build(true).at(-1)?.eventType).toBe(eventType);
        }
      }
    },
  );

  it("events lead to every state that they can", () => {
    const reached = new Set(Object.values(machine.states).flatMap(({ on = {} }) => Object.values(on)));
    expect(new Set(pathsTo(machine).keys())).toEqual(new Set([machine.initial, ...reached]));
  });
});
