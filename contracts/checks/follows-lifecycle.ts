import type { Check } from "../check.ts";
import { failure } from "../counterexample.ts";
import { follow } from "../follow.ts";
import { plainLifecycles, walksOf } from "../lifecycle-names.ts";

const RANDOM_WALKS = 5;
const DEFAULT_SETTLE = 1000;

/** Every lifecycle in order: after each step the state is as expected. */
export const followsLifecycle: Check = {
  id: "follows-lifecycle",
  severity: "error",
  passes: "after each step of every lifecycle, sent in order, the observed state is the expected one",
  needs: ["observe", "accepts-valid"],
  async run(session) {
    const { provider, options } = session;
    const random = walksOf(provider.machine, "random").flatMap((name) =>
      Array.from({ length: RANDOM_WALKS }, () => name),
    );
    const plain = plainLifecycles(provider.machine);
    const all = options.profile === "smoke" ? plain.slice(0, 1) : [...plain, ...random];
    const names = session.given === undefined ? all : [session.given];
    for (const name of names as string[]) {
      const index = session.index();
      const lifecycle = session.lifecycle(name);
      const { shown, deviation } = await follow(session, lifecycle);
      if (!deviation) continue;
      const isInvisible = !options.prepare && shown.every(({ observed }) => observed === undefined);
      if (isInvisible && !deviation.refused)
        return { result: "skip", reason: "nothing became visible: if rows must exist first, give prepare" };
      const { step, eventType } = lifecycle.steps[shown.length - 1] ?? {};
      const summary = `${name}, step ${step}: after ${eventType} the state is ${deviation.actual}, not ${deviation.expected}`;
      const notes =
        options.settled || deviation.refused
          ? []
          : [
              `waited ${options.settle ?? DEFAULT_SETTLE} ms for the state; if work takes longer after the answer, give settle`,
            ];
      return { ...failure(session, shown, { ...deviation, summary, lifecycle: name, notes }), input: name, index };
    }
    return { result: "pass" };
  },
};
