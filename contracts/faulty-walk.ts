import type { Arbitrary } from "fast-check";
import type { Lifecycle, Step } from "../generators/lifecycle.ts";
import { legalMoves } from "../generators/machine.ts";
import type { Delivery } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import { applyFaults, type Fault } from "../mocks/fault.ts";
import { wireOf } from "../mocks/wire.ts";
import type { LifecycleDefinition } from "../schemas/provider.ts";
import { failure, type Shown } from "./counterexample.ts";
import { sayState, sayWords } from "./expectation.ts";
import { isUnanswered } from "./receiver-failure.ts";
import type { Execute } from "./search.ts";
import type { Session } from "./session.ts";

/** A walk through the machine and what goes wrong with it, as numbers: they can be drawn, shrunk and written down. */
export type FaultyWalk = { choices: number[]; faults: number[] };

const LONGEST = 8;

/** Random walks, each with as many numbers for what goes wrong. */
export const faultyWalks = ({ record, array, nat }: typeof import("fast-check")): Arbitrary<FaultyWalk> =>
  record({
    choices: array(nat(7), { minLength: 2, maxLength: LONGEST }),
    faults: array(nat(LONGEST), { maxLength: LONGEST }),
  });

/** The event types of a walk: each number chooses among the legal moves; what is gone ends it before. */
export const eventsOf = (machine: LifecycleDefinition, choices: readonly number[]): string[] => {
  const events: string[] = [];
  let state = machine.initial;
  for (const choice of choices) {
    const moves = legalMoves(machine, state).filter(
      ({ to }) => !machine.states[to]?.gone && !machine.states[to]?.final,
    );
    const move = moves[choice % Math.max(1, moves.length)];
    if (!move) break;
    events.push(move.eventType);
    state = move.to;
  }
  return events;
};

/** Sends deliveries one after another, those that overlap together with the one before. */
export const sendInTurn = async (session: Session, deliveries: readonly Delivery[]): Promise<Exchange[]> => {
  const exchanges: Promise<Exchange>[] = [];
  for (const delivery of deliveries) {
    if (!delivery.overlaps) await Promise.all(exchanges);
    exchanges.push(session.deliver(delivery));
  }
  return Promise.all(exchanges);
};

/** The step of the newest event that was sent, by its own time. */
const newestOf = ({ steps }: Lifecycle, sent: readonly Delivery[]): Step | undefined =>
  steps.findLast(({ step }) => sent.some((delivery) => delivery.step === step));

/** Sends a walk with its faults, and fails where the state is not that of the newest event sent. */
export const executeWalk =
  (
    session: Session,
    what: string,
    faultsOf: (walk: FaultyWalk, length: number) => readonly Fault[],
  ): Execute<FaultyWalk> =>
  async (walk) => {
    const { provider, options } = session;
    const events = eventsOf(provider.machine, walk.choices).filter((eventType) => !session.isUnanswered(eventType));
    const lifecycle = session.lifecycle(events, { illegal: true });
    const faults = faultsOf(walk, lifecycle.steps.length);
    const deliveries = applyFaults(session.deliveries(lifecycle), faults, wireOf(lifecycle, options));
    const step = newestOf(lifecycle, deliveries);
    if (!step?.subject || faults.length === 0) return undefined;
    await session.prepareAll(lifecycle.subjects);
    const exchanges = await sendInTurn(session, deliveries);
    if (exchanges.some(isUnanswered)) return undefined;
    const { agrees, words, word, observed } = await session.reach(step.subject, step, lifecycle.steps[step.step - 2]);
    if (agrees) return undefined;
    const shown = exchanges.map(
      (exchange, i): Shown => ({ exchange, ...(i === exchanges.length - 1 && { observed }) }),
    );
    return failure(session, shown, {
      summary: `${what}: the state is ${sayState(word)}, not ${sayWords(words)} as the newest event, ${step.eventType}, says`,
      expected: sayWords(words),
      actual: sayState(word),
    });
  };
