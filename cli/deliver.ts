import type { Command } from "commander";
import { sendingOptions } from "../contracts/deliver.ts";
import type { VerifyOptions } from "../contracts/options/verify-options.ts";
import { placeOf, secretsOf } from "../contracts/wording/redact.ts";
import { endingAt } from "../generators/ending-at.ts";
import { buildLifecycle, type Lifecycle } from "../generators/lifecycle.ts";
import { buildDeliveries } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import { parseFault } from "../mocks/parse-fault.ts";
import type { Pace } from "../mocks/sending/pacer.ts";
import { getAt } from "../schemas/pointer.ts";
import type { Provider } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { chooseReceiver } from "./flags/choose-receivers.ts";
import { SENDING, withOptions } from "./flags/options.ts";
import { defined, type ReceiverFlags, receiverOptions, secretSourceOf, withFlags } from "./flags/receiver-options.ts";
import { readOverrides } from "./flags/set.ts";
import { onInterrupt } from "./interrupt.ts";
import { openBar } from "./printing/bar.ts";
import { exitCodeOf, printExchanges } from "./printing/print-exchanges.ts";

interface DeliverFlags extends ReceiverFlags, Pace {
  fault?: string[];
  set?: [string, string][];
  json?: boolean;
}

/** A lifecycle by name, or one event by its type; unless its start is given, it ends now. */
const lifecycleFor = (
  provider: Provider,
  what: string,
  { seed = 0, run = 0, start, overrides = {} }: VerifyOptions,
  set: readonly [string, string][],
): Lifecycle => {
  const named = provider.lifecycles.includes(what);
  if (!named && !provider.eventTypes.includes(what))
    throw unknownName("lifecycle or event type", what, [...provider.lifecycles, ...provider.eventTypes]);
  const plan = named ? what : [what];
  const fixed = set.length > 0 ? readOverrides(provider, set, named ? undefined : what) : overrides;
  const given = { seed, run, illegal: !named, overrides: fixed };
  return start === undefined
    ? endingAt(Date.now(), provider, plan, given)
    : buildLifecycle(provider, plan, { ...given, start });
};

const toJson =
  ({ definition }: Provider) =>
  ({ delivery: { step, eventType, payload, faults }, response, error }: Exchange): object => {
    const eventId = definition.eventId === undefined ? undefined : getAt(payload, definition.eventId);
    return { step, eventType, eventId, faults, response, error };
  };

const run = async (name: string, what: string, flags: DeliverFlags, command: Command): Promise<void> => {
  const { provider, target, options: own } = await chooseReceiver(name, flags);
  const { deliver } = await import("../mocks/deliver.ts");
  const asked: VerifyOptions = withFlags(own, receiverOptions(flags), secretSourceOf(command));
  const options = { ...sendingOptions(asked), faults: (flags.fault ?? []).map(parseFault) };
  const url = typeof target === "string" || target instanceof URL ? String(target) : "";
  const secrets = secretsOf({ ...asked, url });
  const lifecycle = lifecycleFor(provider, what, asked, flags.set ?? []);
  const total = buildDeliveries(lifecycle, options).length;
  const signal = onInterrupt();
  const bar = await openBar(what, total);
  const exchanges = await deliver(lifecycle, target, {
    ...options,
    ...defined({ rate: flags.rate, speed: flags.speed }),
    ...(asked.start === undefined && { signedAt: new Date() }), // receivers refuse a signature that is old
    signal,
    onExchange: bar.advance,
  });
  bar.stop();
  process.exitCode = exitCodeOf(exchanges, signal.aborted);
  if (process.exitCode === 2)
    console.error(
      `[hookwright] Failed to reach the receiver: nothing listens at ${placeOf(url, secrets)}. Start it, or mend the URL.`,
    );
  else printExchanges(exchanges, secrets, flags.json ? toJson(provider) : undefined);
  if (signal.aborted) console.error(`[hookwright] Stopped after ${exchanges.length} of ${total}.`);
};

/** `hookwright deliver`: one lifecycle or event, as the provider would send it. */
export const addDeliver = (program: Command): void => {
  const command = program
    .command("deliver <receiver-or-provider> <lifecycle-or-event-type>")
    .description("send a lifecycle, or one event, to a receiver");
  withOptions(command, [...SENDING, "config", "fault", "set", "rate", "speed"])
    .option("--json", "one exchange a line")
    .addHelpText(
      "after",
      "\nExamples:\n  hookwright deliver cloudflare issuance --to http://127.0.0.1:3000/webhooks/cloudflare --fault duplicate:2\n  hookwright deliver web issuance",
    )
    .action(run);
};
