import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Destination } from "../api.ts";
import { deliver } from "../deliver.ts";
import { buildDeliveries, type Delivery } from "../delivery.ts";
import type { Exchange } from "../exchange.ts";
import { isLoopback } from "../sending/is-loopback.ts";
import { TIMEOUT_MS } from "../sending/send-defaults.ts";
import type { Sender } from "../sending/sender.ts";
import type { Target, TargetOptions } from "../target.ts";
import { wireOf } from "../wire.ts";
import { type Mock, seedOf } from "./mock.ts";

// Where a registered URL leads: as the user says, else to this machine, else nowhere, so that no test calls the world.
const targetOf = ({ options }: Mock, url: string): Target | undefined => {
  const chosen = options.destinations?.(url);
  if (chosen !== undefined) return chosen;
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return options.allowRemote || isLoopback(host) ? url : undefined;
};

const unsent = (delivery: Delivery, url: string): Exchange => ({
  delivery,
  error: {
    code: "refused",
    message: `${url} is not on this machine: nothing was sent. Say where it leads by the option destinations, or pass { allowRemote: true }.`,
  },
});

/** The URL that a receiver in this process sees. */
type Seen = Pick<TargetOptions, "url">;

// A receiver in this process is opened once: there is nothing to close, and 20,000 events go by in half the time.
const senderOf = async (mock: Mock, target: Target, seen: Seen): Promise<Sender | undefined> => {
  const isHere = typeof target === "function" || (typeof target === "object" && "fetch" in target);
  if (!isHere) return undefined;
  const key = seen.url ?? "";
  const known = mock.senders.get(target)?.get(key);
  if (known) return known;
  const { openTarget } = await import("../target.ts");
  const sender = await openTarget(target, seen);
  mock.senders.set(target, new Map(mock.senders.get(target)).set(key, sender));
  return sender;
};

const sendTo = async (mock: Mock, deliveries: Delivery[], target: Target, seen: Seen): Promise<Exchange[]> => {
  const { timeout = TIMEOUT_MS } = mock.options;
  const sender = await senderOf(mock, target, seen);
  if (!sender) return deliver(deliveries, target, { timeout, ...seen });
  const { send } = await import("../sending/send.ts");
  const exchanges: Exchange[] = [];
  for (const delivery of deliveries) exchanges.push(await send(sender, delivery, timeout));
  return exchanges;
};

/** What is sent with a destination's secret rather than that of `deliverTo`. */
const optionsFor = ({ options: { auth, envelope } }: Mock, { secret }: Destination): object => ({
  ...(auth && { auth }),
  ...(envelope !== undefined && { envelope }),
  ...(secret !== undefined && { secret }),
});

const sendToDestination = async (mock: Mock, destination: Destination, deliveries: Delivery[]): Promise<Exchange[]> => {
  const target = targetOf(mock, destination.url);
  const exchanges =
    target === undefined
      ? deliveries.map((one) => unsent(one, destination.url))
      : await sendTo(mock, deliveries, target, { url: destination.url });
  for (const exchange of exchanges)
    mock.state = mock.api?.delivered?.(mock.state, destination, exchange, mock.clock.now()) ?? mock.state;
  return exchanges;
};

/** Sends what a resource says to `deliverTo` and to the destinations that its API knows, all at once, each awaited. */
export const dispatch = async (mock: Mock, lifecycle: Lifecycle): Promise<void> => {
  const { deliverTo, url } = mock.options;
  const seen = url === undefined ? {} : { url };
  const step = lifecycle.steps[0];
  const outgoing = { eventType: step?.eventType ?? "", payload: step?.payload as unknown as Json };
  const destinations = step ? (mock.api?.destinations?.(mock.state, outgoing) ?? []) : [];
  const sent = await Promise.all([
    ...(deliverTo === undefined ? [] : [sendTo(mock, buildDeliveries(lifecycle, mock.options), deliverTo, seen)]),
    ...destinations.map((one) => sendToDestination(mock, one, buildDeliveries(lifecycle, optionsFor(mock, one)))),
  ]);
  mock.exchanges.push(...sent.flat());
};

/** Sends the provider's test message to a destination. */
export const sendTest = async (mock: Mock, destination: Destination): Promise<Exchange> => {
  const { provider } = mock;
  const { method } = provider.definition.delivery;
  const wire = wireOf({ provider, seed: seedOf(mock), run: 0 }, optionsFor(mock, destination));
  const body = new TextEncoder().encode(JSON.stringify(provider.definition.testMessages?.[0]?.body ?? {}));
  const bare = { method, query: {}, headers: {}, body, due: mock.clock.now(), faults: [] };
  const [exchange] = await sendToDestination(mock, destination, [wire.withSecret(bare, destination.secret)]);
  mock.exchanges.push(exchange as Exchange);
  return exchange as Exchange;
};
