import type { Schedule } from "../api.ts";
import { type Mock, newLife } from "./mock.ts";
import { hurry, move, replace, start, updateLife } from "./webhooks.ts";

type Key = "begin" | "move" | "again" | "replace" | "set";

// By the field that tells them apart; a test message has gone out before.
const KINDS: { readonly [K in Key]: (mock: Mock, schedule: Extract<Schedule, Record<K, unknown>>) => void } = {
  begin(mock, { begin: index, fields, lifecycle }) {
    mock.lives.set(index, newLife(mock, fields));
    start(mock, index, lifecycle);
  },
  move: (mock, { move: name, of }) => move(mock, name, of),
  again: (mock, { again: index }) => hurry(mock, index),
  replace: (mock, { replace: index, was }) => replace(mock, index, was),
  set: (mock, { set, of }) => updateLife(mock, of, { fields: { ...mock.lives.get(of)?.fields, ...set } }),
};

const KEYS = Object.keys(KINDS) as Key[];

/** Sets going what a call or a plan asks for. */
export const carryOut = (mock: Mock, schedules: Schedule | readonly Schedule[] = []): void => {
  for (const schedule of [schedules].flat() as Schedule[]) {
    const key = KEYS.find((name) => name in schedule);
    if (key) KINDS[key](mock, schedule as never);
  }
};
