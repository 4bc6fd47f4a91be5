import type { Arbitrary } from "fast-check";
import type { Lifecycle, Step } from "../../generators/lifecycle.ts";
import { legalMoves, type Move } from "../../generators/machine.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import type { Exchange } from "../../mocks/exchange.ts";
import { applyFaults, type Fault } from "../../mocks/fault.ts";
import { wireOf } from "../../mocks/wire.ts";
import type { LifecycleDefinition } from "../../schemas/provider.ts";
import { plainLifecycles } from "../probes/lifecycle-names.ts";
import { sayState, sayWords } from "../session/expectation.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { failure, type Shown } from "../wording/failure.ts";
import type { Execute } from "./search.ts";

/** A walk through the machine and what goes wrong with it, as numbers: they can be drawn, shrunk and written down. */
export type FaultyWalk = {
  /** Which of the legal moves each step is. */
  choices: number[];
  /** What goes wrong with each step. */
  faults: number[];
  /** Whether the last two are on their way at once. */
  together: number;
};

const LONGEST = 8;

/** Random walks, each with as many numbers for what goes wrong. */
export const faultyWalks = ({ record, array, nat }: typeof import("fast-check")): Arbitrary<FaultyWalk> =>
  record({
    choices: array(nat(LONGEST - 1), { minLength: 2, maxLength: LONGEST }),
    faults: array(nat(LONGEST), { maxLength: LONGEST }),
    together: nat(1),
  });

const isOver = ({ states }: LifecycleDefinition, state: string): boolean =>
  states[state]?.gone === true || states[state]?.final === true;

// What is gone is another check's business, and a state that only leads to itself shows nothing new.
const movesFrom = (machine: LifecycleDefinition, state: string): Move[] =>
  legalMoves(machine, state).filter(
    ({ to }) =>
      !isOver(machine, to) && legalMoves(machine, to).some((next) => next.to !== to && !isOver(machine, next.to)),
  );

/** The event types of a walk: each number chooses among the moves. */
export const eventsOf = (machine: LifecycleDefinition, choices: readonly number[]): string[] => {
  const events: string[] = [];
  let state = machine.initial;
  for (const choice of choices) {
    const moves = movesFrom(machine, state);
    const move = moves[choice % Math.max(1, moves.length)];
    if (!move) break;
    events.push(move.eventType);
    state = move.to;
  }
  return events;
};

/** The choices that make a walk of event types, as far as there are such. */
const choicesOf = (machine: LifecycleDefinition, events: readonly string[]): number[] => {
  const choices: number[] = [];
  let state = machine.initial;
  for (const eventType of events) {
    const moves = movesFrom(machine, state);
    const choice = moves.findIndex((move) => move.eventType === eventType);
    const move = moves[choice];
    if (!move) break;
    choices.push(choice);
    state = move.to;
  }
  return choices;
};

/** Every way to begin a named lifecycle, of two steps or more, each once. */
export const beginnings = (session: Session): number[][] => {
  const { machine } = session.provider;
  const found = new Map<string, number[]>();
  for (const name of plainLifecycles(machine)) {
    const whole = choicesOf(
      machine,
      session.lifecycle(name).steps.map(({ eventType }) => eventType),
    );
    for (let length = 2; length <= whole.length; length++)
      found.set(whole.slice(0, length).join(), whole.slice(0, length));
  }
  return [...found.values()];
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
    const lifecycle = session.lifecycle(events, { illegal: true, endsLate: true });
    const faults = faultsOf(walk, lifecycle.steps.length);
    if (faults.length === 0) return undefined;
    const deliveries = applyFaults(session.deliveries(lifecycle), faults, wireOf(lifecycle, options));
    const step = newestOf(lifecycle, deliveries);
    if (!step?.subject) return undefined;
    await session.prepareAll(lifecycle.subjects);
    const exchanges = await sendInTurn(session, deliveries);
    if (exchanges.some(isUnanswered)) return undefined;
    await session.quiet(); // a state on its way may be the right one, and not the last
    const { agrees, words, word, observed } = await session.reach(step.subject, step, lifecycle.steps[step.step - 2]);
    if (agrees) return undefined;
    const shown = exchanges.map(
      (exchange, i): Shown => ({ exchange, ...(i === exchanges.length - 1 && { observed }) }),
    );
    return failure(session, shown, {
      summary: `${what}: the state is ${sayState(word, session.secrets)}, not ${sayWords(words)} as the newest event, ${step.eventType}, says`,
      expected: sayWords(words),
      actual: sayState(word, session.secrets),
    });
  };
