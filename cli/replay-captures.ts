import { type ReadyRequest, toRequest } from "../contracts/captures/to-request.ts";
import { count } from "../contracts/formats/count.ts";
import { visible } from "../contracts/formats/visible.ts";
import { placeOf, secretsOf } from "../contracts/wording/redact.ts";
import { loadProvider, providerNames } from "../generators/load-provider.ts";
import { checkSecret } from "../mocks/auth.ts";
import type { Delivery } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { oneByOne } from "../schemas/one-by-one.ts";
import type { Provider } from "../schemas/provider.ts";
import { filesIn } from "./files/files-in.ts";
import { type Found, readCaptures, type TellLine } from "./files/read-captures.ts";
import { defined, type ReceiverFlags, receiverOptions } from "./flags/receiver-options.ts";
import { onInterrupt } from "./interrupt.ts";
import { openBar } from "./printing/bar.ts";
import { exitCodeOf, printExchanges } from "./printing/print-exchanges.ts";

/** What `replay` of captures is told on the command line. */
export interface CaptureFlags extends Omit<ReceiverFlags, "to" | "config"> {
  to: string;
  provider?: string[];
  rate?: number;
  json?: boolean;
}

/** A request that is ready, and where it goes. */
interface Planned {
  request: ReadyRequest;
  to: string;
}

const say = (text: string): void => console.error(`[hookwright] ${text}`);

const PROVIDER = "{provider}";

const refuse = (problem: string, advice: string): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to replay: ${problem}. ${advice}`);

const plan = (
  all: readonly Found[],
  providers: ReadonlyMap<string, Provider>,
  flags: CaptureFlags,
  leaveOut: TellLine,
): Planned[] => {
  const { secret, auth, headers } = receiverOptions(flags);
  checkSecret(secret);
  const options = { ...defined({ secret, auth, headers }), always: /\{secret\}/i.test(flags.to) };
  return all.flatMap(({ place, capture }) => {
    const { provider = "" } = capture;
    if (provider === "" && flags.to.includes(PROVIDER)) {
      leaveOut(place, `it is of no provider, and --to asks for ${PROVIDER}`);
      return [];
    }
    const request = toRequest(capture, providers.get(provider), options);
    if (!request) leaveOut(place, "its body was not kept");
    return request ? [{ request, to: flags.to.replaceAll(PROVIDER, provider) }] : [];
  });
};

/** Says what goes without a secret although it came with one. */
const sayUnproven = (all: readonly Found[], known: ReadonlyMap<string, Provider>, flags: CaptureFlags): void => {
  const proven = all.filter(({ capture }) => capture.authenticated);
  const { secret, auth } = receiverOptions(flags);
  if (secret === undefined && proven.length > 0)
    say("The captured requests were authenticated; these are not: give --secret.");
  if (secret === undefined || auth !== undefined || /\{secret\}/i.test(flags.to)) return;
  const senders = new Set(proven.map(({ capture }) => capture.provider));
  for (const sender of senders) {
    if (sender === undefined) say("Requests of no known provider go without the secret: give --auth.");
    else if (!known.has(sender))
      say(`Requests of ${visible(sender)} go without the secret: it is not known. Give its folder by --provider.`);
  }
};

/** Requests one after another to the same target, as many as there are. */
const inGroups = (planned: readonly Planned[]): { to: string; requests: ReadyRequest[] }[] => {
  const groups: { to: string; requests: ReadyRequest[] }[] = [];
  for (const { to, request } of planned) {
    const last = groups.at(-1);
    if (last?.to === to) last.requests.push(request);
    else groups.push({ to, requests: [request] });
  }
  return groups;
};

const toJson = ({ delivery: { step, eventType, method }, response, error }: Exchange): object => ({
  step,
  eventType,
  method,
  response,
  error,
});

/** Sends the requests of captures in the order in which they came, with the receiver's own secret. */
export const replayCaptures = async (paths: readonly string[], flags: CaptureFlags): Promise<void> => {
  const loaded = await oneByOne(flags.provider ?? providerNames, loadProvider);
  const providers = new Map(loaded.map((provider) => [provider.name, provider]));
  const files = await filesIn(paths, ".ndjson");
  const leaveOut: TellLine = (place, problem) => say(`${place}: left out: ${problem}`);
  let broken = 0;
  const all = await readCaptures(files, (place, problem) => {
    leaveOut(place, problem);
    broken++;
  });
  if (all.length === 0)
    throw refuse(
      `${files.join(", ")} holds no captures`,
      "Give files that `listen` or `record` wrote, or a report in JSON.",
    );
  const planned = plan(all, providers, flags, leaveOut);
  if (planned.length === 0) throw refuse("no capture can be sent", "Each was left out for the reason above.");
  sayUnproven(all, providers, flags);
  const { deliverEach } = await import("../mocks/deliver.ts");
  const signal = onInterrupt();
  const bar = await openBar("replay", planned.length);
  const options = { ...defined({ rate: flags.rate, timeout: flags.timeout }), signal, onExchange: bar.advance };
  const exchanges: Exchange[] = [];
  // With a concurrency of one a request is made, and signed, when the one before it has been answered.
  const deliveries = function* (requests: readonly ReadyRequest[]): Generator<Delivery> {
    for (const request of requests) yield { ...request(new Date()), step: exchanges.length + 1 };
  };
  for (const { to, requests } of inGroups(planned))
    for await (const exchange of deliverEach(deliveries(requests), to, { ...options, concurrency: 1 }))
      exchanges.push(exchange);
  bar.stop();
  const secrets = secretsOf({ ...receiverOptions(flags), url: flags.to });
  const code = exitCodeOf(exchanges, signal.aborted);
  process.exitCode = code === 0 && broken > 0 ? 1 : code;
  if (code === 2)
    say(`Failed to reach the receiver: nothing listens at ${placeOf(flags.to, secrets)}. Start it, or mend the URL.`);
  else printExchanges(exchanges, secrets, flags.json ? toJson : undefined);
  if (signal.aborted) say(`Stopped after ${count(exchanges.length, "request", "requests")} of ${planned.length}.`);
};
