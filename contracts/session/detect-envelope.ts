import { envelopeNames } from "../../mocks/envelope.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import type { Sender } from "../../mocks/sending/sender.ts";
import type { Provider } from "../../schemas/provider.ts";
import { checks } from "../checks.ts";
import { plainLifecycles } from "../probes/lifecycle-names.ts";
import { createVerdict } from "../probes/verdict.ts";
import { UNCLEAR } from "../report.ts";
import { type Common, openSession } from "./open-session.ts";
import type { Session } from "./session.ts";
import { SETTLE_MS, type SessionOptions } from "./session-options.ts";
import { lookTwice, movedLeaves } from "./stable-state.ts";
import { startWait } from "./wait.ts";

/** Whether a receiver read a shape: `unknown` where it answered 2xx and nothing was to be seen. */
export type Understood = boolean | "unknown";

/** Which shape deliveries have, and what is known of the receiver's reading. */
export interface EnvelopeUse {
  used: string;
  understood?: Record<string, Understood>;
  notes: string[];
  /** Why nothing can be said of what was made for one shape and may be ignored in another. */
  unclear?: string;
}

const SOON_FACTOR = 3;
const SOONEST = 50; // milliseconds that the others are given after one was read at once

/** What is known of how long a shape takes to be read: how many milliseconds after its answer the first was. */
interface Race {
  lag?: number;
}

/** What one event in one shape left behind. */
interface Trace {
  understood: Understood;
  /** What of the state moved. */
  leaves?: readonly string[];
  /** Whether it was the event that moved it. */
  isItsOwn?: () => Promise<boolean>;
}

/** Sends one event in one shape, and looks whether it left a trace. */
const tryShape = async (session: Session, race: Race): Promise<Trace> => {
  const { observe, settle = SETTLE_MS } = session.options;
  const [name = ""] = plainLifecycles(session.provider.machine);
  const lifecycle = session.lifecycle([session.lifecycle(name).steps[0]?.eventType ?? ""], { illegal: true });
  const look = (): Promise<unknown[]> => session.look(lifecycle.subjects);
  await session.prepareAll(lifecycle.subjects);
  await session.untilShown(lifecycle.subjects);
  const before = await lookTwice(look, session.startedAt);
  const [exchange] = await session.deliverAll(session.deliveries(lifecycle));
  if (!exchange || !isAccepted(exchange)) return { understood: false };
  if (!observe) return { understood: "unknown" };
  const wait = startWait();
  let soon = Number.POSITIVE_INFINITY;
  for (;;) {
    const after = await look();
    const lag = wait.elapsed();
    const leaves = movedLeaves(before, after, session.startedAt);
    if (leaves.length > 0) {
      race.lag ??= lag;
      const isMoved = createVerdict(session, async () => {});
      return { understood: true, leaves: leaves.sort(), isItsOwn: () => isMoved(before, after, look) };
    }
    // Once another was read, this one is given a few times as long as that took.
    if (race.lag !== undefined) soon = Math.min(soon, lag + Math.max(SOONEST, SOON_FACTOR * race.lag));
    if (lag > Math.min(settle, soon)) return { understood: "unknown" };
    await wait.nap();
  }
};

/** What the traces say. Where shapes moved different things, what moves anyway is told apart from what an event moved. */
const readTraces = async (traces: readonly Trace[]): Promise<Understood[]> => {
  const moved = new Set(traces.flatMap(({ leaves }) => (leaves ? JSON.stringify(leaves) : [])));
  const understood: Understood[] = [];
  for (const trace of traces)
    understood.push(moved.size > 1 && trace.isItsOwn && !(await trace.isItsOwn()) ? "unknown" : trace.understood);
  return understood;
};

const choose = (understood: Record<string, Understood>, isSeen: boolean): Omit<EnvelopeUse, "understood"> => {
  const shapesThat = (found: Understood): string[] =>
    Object.keys(understood).filter((name) => understood[name] === found);
  const [read, unknown] = [shapesThat(true), shapesThat("unknown")];
  if (read.length === 1 && read[0] !== undefined) return { used: read[0], notes: [] };
  const isRefused = shapesThat(false).length > 0;
  // What leaves no trace where state is seen was ignored: that another shape is refused does not make it the right one.
  if (read.length > 1 || unknown.length === 0 || (isSeen && isRefused)) return { used: "none", notes: [] };
  // What is answered with 2xx may be read, or be ignored as something foreign.
  if (isRefused)
    return {
      used: "none",
      notes: [],
      unclear: `${UNCLEAR} (refused: ${shapesThat(false).join(", ")}; taken, perhaps unread: ${unknown.join(", ")}); give observe or --envelope`,
    };
  return { used: unknown[0] ?? "none", notes: [`${UNCLEAR}; give ${isSeen ? "" : "observe or "}--envelope`] };
};

/** A shape that live accounts are reported to send, and that the receiver does not read. */
const unread = ({ definition }: Provider, understood: Record<string, Understood>): string[] =>
  (definition.envelopes ?? [])
    .filter(({ name }) => understood["none"] === true && understood[name] !== true)
    .map(({ name }) => `the receiver does not read the envelope "${name}", which live accounts are reported to send`);

/** One event whose answer does not count: the first often takes long. */
const warmUp = async (session: Session): Promise<void> => {
  session.enter(checks.length, checks.length);
  const lifecycle = session.lifecycle([session.provider.eventTypes[0] ?? ""], { illegal: true });
  await session.deliverAll(session.deliveries(lifecycle)).catch(() => []); // what keeps it from being sent, the checks meet, too
};

/**
 * Finds out which of the provider's shapes a receiver reads, by one event in each, before any check; the shape that was
 * asked for is taken as it is.
 */
export const detectEnvelope = async (
  provider: Provider,
  sender: Sender,
  options: SessionOptions,
  run: number,
  common: Common,
): Promise<EnvelopeUse> => {
  const { envelope = "auto" } = options;
  const shapes = envelopeNames(provider);
  const isSmoke = options.profile === "smoke";
  if (envelope !== "auto" || shapes.length === 1 || isSmoke) {
    const used = envelope === "auto" ? "none" : envelope;
    if (!isSmoke) await warmUp(openSession(provider, sender, { ...options, envelope: used }, run, common));
    return { used, notes: [] };
  }
  const race: Race = {};
  const sessions = shapes.map((shape, i) => {
    const session = openSession(provider, sender, { ...options, envelope: shape }, run, common);
    session.enter(checks.length + i, checks.length); // before every check
    return session;
  });
  // What keeps a shape from being tried keeps the checks from running, too: they say so.
  const failed: Trace = { understood: false };
  const found = await readTraces(
    await Promise.all(sessions.map((session) => tryShape(session, race).catch(() => failed))),
  );
  const understood = Object.fromEntries(shapes.map((shape, i) => [shape, found[i] ?? false]));
  const { used, notes, unclear } = choose(understood, options.observe !== undefined);
  return {
    used,
    understood,
    ...(unclear !== undefined && { unclear }),
    notes: [...notes, ...(used === "none" ? unread(provider, understood) : [])],
  };
};
