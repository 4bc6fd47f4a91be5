import { endingAt } from "../../generators/ending-at.ts";
import { buildLifecycle, type LifecycleOptions } from "../../generators/lifecycle.ts";
import { buildDeliveries, type DeliveryOptions } from "../../mocks/delivery.ts";
import { type Exchange, isAccepted } from "../../mocks/exchange.ts";
import { classify } from "../../mocks/sending/classify.ts";
import type { Pacer } from "../../mocks/sending/pacer.ts";
import { elapsedMs, sleep } from "../../mocks/sending/real-time.ts";
import { send } from "../../mocks/sending/send.ts";
import { CONCURRENCY, TIMEOUT_MS } from "../../mocks/sending/send-defaults.ts";
import type { Sender } from "../../mocks/sending/sender.ts";
import { wireOf } from "../../mocks/wire.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";
import { secretsOf } from "../wording/redact.ts";
import { inParallel } from "./in-parallel.ts";
import { lateInTheHour } from "./late-in-the-hour.ts";
import { politely } from "./politely.ts";
import { isUnanswered, ReceiverDied } from "./receiver-failure.ts";
import { type Session, SUBJECTS_PER_CHECK } from "./session.ts";
import type { SessionOptions } from "./session-options.ts";
import { unlessStopped } from "./stop.ts";
import type { Watcher } from "./watcher.ts";

/** What all sessions of a run have in common: what is known of the receiver, and how fast it may be sent to. */
export interface Common {
  watcher: Watcher;
  pacer: Pacer;
  /** Waits until what was sent before has been worked off, as far as that can be seen; false if it was not in time. */
  workedOff?: () => Promise<boolean>;
}

const SECOND = 1000;
const IDLE = SECOND;

const UNJUDGED = "earlier events were still being worked off: what moved meanwhile was not judged";

/** Lets the event loop see what came in while it was busy. */
const aTurn = async (): Promise<void> => {
  for (let turns = 0; turns < 2; turns++) await sleep(1);
};

/** Opens a session on a target that is open already. */
export const openSession = (
  provider: Provider,
  sender: Sender,
  options: SessionOptions,
  run: number,
  { watcher, pacer, workedOff }: Common,
): Session => {
  const { seed = 0, concurrency = CONCURRENCY, timeout = provider.definition.delivery.timeout ?? TIMEOUT_MS } = options;
  const { url, inProcess } = sender;
  const startedAt = Date.now();
  const times: number[] = [];
  const unanswered: Exchange[] = [];
  let isDead = false;
  let isUnjudged = false;
  const accepted = new Set<string>();
  let lastSent = elapsedMs();
  let sent = 0;
  let now = startedAt;

  // A signature is made when it is sent: receivers refuse an old one. With a fixed start everything is fixed.
  const onWire = (): DeliveryOptions => ({
    ...options,
    ...(options.start === undefined && { signedAt: new Date() }),
  });

  const session: Session = {
    ...watcher,
    provider,
    options,
    seed,
    run,
    startedAt,
    times,
    unanswered,
    url,
    inProcess,
    secrets: secretsOf({ ...options, url }),
    sent: () => sent,
    at: new Date(options.start ?? startedAt),
    isFixed: Object.values(provider.definition.subject).some(
      ({ pointer, per }) => per !== "run" && getAt(options.overrides, pointer) !== undefined,
    ),
    timeout,
    given: undefined,
    variants: new Map(),
    nextIndex: 0,
    isDead: () => isDead,
    broken: [],
    async isGone() {
      isDead ||= await sender.knock().then(
        () => false,
        (cause: unknown) => classify(cause) === "refused",
      );
      return isDead;
    },
    accepted,
    failed: new Set(),
    hasFailed: (id) => session.failed.has(id),
    isUnanswered: (eventType) => unanswered.some(({ delivery }) => delivery.eventType === eventType),

    enter(number, secondsAgo, given) {
      session.nextIndex = given?.index ?? number * SUBJECTS_PER_CHECK;
      session.given = given?.input;
      session.broken = [];
      isUnjudged = false;
      now = startedAt - secondsAgo * SECOND;
    },

    lifecycle(what, more = {}) {
      const { index = session.nextIndex++, endsLate = false, ...others } = more;
      const { overrides } = options as LifecycleOptions;
      const drawn = { ...(overrides && { overrides }), ...others, index, seed, run };
      return options.start === undefined
        ? endingAt(endsLate ? lateInTheHour(now) : now, provider, what, drawn)
        : buildLifecycle(provider, what, { ...drawn, start: options.start });
    },

    deliveries: (lifecycle) => buildDeliveries(lifecycle, onWire()),

    forged(lifecycle, { secret }) {
      const wire = wireOf(lifecycle, onWire());
      return buildDeliveries(lifecycle, onWire()).map((delivery) => wire.withSecret(delivery, secret));
    },

    raw(body, method = provider.definition.delivery.method) {
      const bare = { method, query: {}, headers: {}, body, due: session.at, faults: [] };
      return wireOf({ provider, seed, run }, onWire()).withSecret(bare, options.secret);
    },

    async deliver(delivery) {
      const before = session.given
        ? undefined
        : unanswered.find((one) => one.delivery.eventType === delivery.eventType);
      if (before) return { ...before, delivery };
      const exchange = await session.provoke(delivery);
      if (isAccepted(exchange) && delivery.eventType !== undefined) accepted.add(delivery.eventType);
      if (isUnanswered(exchange)) unanswered.push(exchange);
      if (exchange.response) times.push(exchange.response.ms);
      return exchange;
    },

    async provoke(delivery) {
      if (delivery.subject && delivery.eventType !== undefined) await session.announce(delivery);
      return politely(() => session.sendOnce(delivery));
    },

    async sendOnce(delivery) {
      await unlessStopped(options.signal, () => pacer.hold(delivery));
      if (elapsedMs() - lastSent > IDLE) await aTurn(); // a connection that was closed meanwhile is let go of
      sent++;
      const exchange = await unlessStopped(options.signal, () => send(sender, delivery, timeout, options.signal));
      lastSent = elapsedMs();
      if (exchange.error?.code === "reset") session.broken = [...session.broken, exchange];
      isDead ||= exchange.error?.code === "refused";
      if (isDead) throw new ReceiverDied(exchange);
      return exchange;
    },

    // A state that is not as expected may be one that has not come yet: a queue may be long, and one of several longer still.
    async reach(subject, step, previous) {
      const { reach, glance, patience } = watcher;
      const reached = await reach(subject, step, previous);
      if (reached.agrees || !workedOff || patience.isHurried()) return reached;
      await workedOff();
      return (patience.rest() > 0 ? reach : glance)(subject, step, previous);
    },

    // Who works after the answer may be behind by a queue; who does not is done.
    async quiet() {
      const isDone = !workedOff || watcher.patience.rest() === 0 || (await workedOff());
      await watcher.rest();
      return isDone;
    },
    leaveUnjudged() {
      isUnjudged = true;
    },
    stateNotes: () => [...watcher.stateNotes(), ...(isUnjudged ? [UNJUDGED] : [])],

    deliverAll: (deliveries) => inParallel(deliveries, concurrency, session.deliver),

    async prepareAll(subjects) {
      await inParallel(subjects, concurrency, session.prepare);
    },
  };
  return session;
};
