import { readCapture } from "../contracts/captures/read-capture.ts";
import { toDelivery } from "../contracts/captures/to-delivery.ts";
import { count } from "../contracts/formats/count.ts";
import { visible } from "../contracts/formats/visible.ts";
import type { Capture } from "../contracts/generated/capture.ts";
import { placeOf, secretsOf } from "../contracts/redact.ts";
import { registry } from "../generators/generated/registry.ts";
import { checkSecret } from "../mocks/auth.ts";
import type { Delivery } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";
import { openBar } from "./bar.ts";
import { onInterrupt } from "./interrupt.ts";
import { exitCodeOf, printExchanges } from "./print-exchanges.ts";
import { readLines, TOO_LONG } from "./read-lines.ts";
import { defined, type ReceiverFlags, receiverOptions } from "./receiver-options.ts";

/** What `replay` of captures is told on the command line. */
export interface CaptureFlags extends Omit<ReceiverFlags, "to" | "config"> {
  to: string;
  rate?: number;
  json?: boolean;
}

/** A capture, and where it stands. */
interface Found {
  place: string;
  capture: Capture;
}

interface Planned {
  delivery: Delivery;
  to: string;
}

const tell = (place: string, problem: string): void => console.error(`[hookwright] ${place}: ${problem}`);

const read = (text: string | undefined): ReturnType<typeof readCapture> => {
  if (text === undefined) return { problem: TOO_LONG };
  try {
    return readCapture(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    return { problem: `no JSON: ${visible((error as Error).message)}` };
  }
};

const capturesIn = async (file: string): Promise<Found[]> => {
  const found: Found[] = [];
  for await (const { number, text } of readLines(file)) {
    if (text?.trim() === "") continue;
    const place = `${file}:${number}`;
    const one = read(text);
    if ("capture" in one) found.push({ place, capture: one.capture });
    else tell(place, `left out: ${one.problem}`);
  }
  return found;
};

const PROVIDER = "{provider}";

const refuse = (problem: string, advice: string): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to replay: ${problem}. ${advice}`);

const plan = (all: readonly Found[], providers: ReadonlyMap<string, Provider>, flags: CaptureFlags): Planned[] => {
  const { secret, auth, headers } = receiverOptions(flags);
  checkSecret(secret);
  const always = /\{secret\}/i.test(flags.to);
  const options = { ...defined({ secret, auth, headers }), always, at: new Date() };
  return all.flatMap(({ place, capture }) => {
    const { provider = "" } = capture;
    if (provider === "" && flags.to.includes(PROVIDER)) {
      tell(place, `left out: it is of no provider, and --to asks for ${PROVIDER}`);
      return [];
    }
    const delivery = toDelivery(capture, providers.get(provider), options);
    if (!delivery) tell(place, "left out: its body was not kept");
    return delivery ? [{ delivery, to: flags.to.replaceAll(PROVIDER, provider) }] : [];
  });
};

/** Deliveries one after another to the same target, as many as there are. */
const inGroups = (planned: readonly Planned[]): { to: string; deliveries: Delivery[] }[] => {
  const groups: { to: string; deliveries: Delivery[] }[] = [];
  for (const { to, delivery } of planned) {
    const last = groups.at(-1);
    if (last?.to === to) last.deliveries.push(delivery);
    else groups.push({ to, deliveries: [delivery] });
  }
  return groups;
};

const toJson = ({ delivery: { step, eventType, method }, response, error }: Exchange): object => ({
  ...{ step, eventType, method, response, error },
});

const byTime = (one: Found, other: Found): number => Date.parse(one.capture.at) - Date.parse(other.capture.at);

/** Sends the requests of captures in the order in which they came, with the receiver's own secret. */
export const replayCaptures = async (files: readonly string[], flags: CaptureFlags): Promise<void> => {
  const all = (await Promise.all(files.map(capturesIn))).flat().sort(byTime);
  if (all.length === 0)
    throw refuse(
      `${files.join(", ")} holds no captures`,
      "Give files that `listen` or `record` wrote, or a report in JSON.",
    );
  const loaded = await Promise.all(Object.values(registry).map((load) => load()));
  const planned = plan(all, new Map(loaded.map((provider) => [provider.name, provider])), flags);
  if (flags.secret === undefined && flags.secretEnv === undefined && all.some(({ capture }) => capture.authenticated))
    console.error("[hookwright] The captured requests were authenticated; these are not: give --secret.");
  for (const [i, { delivery }] of planned.entries()) delivery.step = i + 1;
  const { deliver } = await import("../mocks/deliver.ts");
  const signal = onInterrupt();
  const bar = await openBar("replay", planned.length);
  const options = { ...defined({ rate: flags.rate, timeout: flags.timeout }), signal, onExchange: bar.advance };
  const exchanges: Exchange[] = [];
  for (const { to, deliveries } of inGroups(planned)) exchanges.push(...(await deliver(deliveries, to, options)));
  bar.stop();
  const secrets = secretsOf({ ...receiverOptions(flags), url: flags.to });
  process.exitCode = exitCodeOf(exchanges, signal.aborted);
  if (process.exitCode === 2)
    console.error(
      `[hookwright] Failed to reach the receiver: nothing listens at ${placeOf(flags.to, secrets)}. Start it, or mend the URL.`,
    );
  else printExchanges(exchanges, secrets, flags.json ? toJson : undefined);
  if (signal.aborted)
    console.error(`[hookwright] Stopped after ${count(exchanges.length, "request", "requests")} of ${planned.length}.`);
};
