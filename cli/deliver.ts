import type { Command } from "commander";
import { placeOf, secretsOf } from "../contracts/redact.ts";
import { endingAt } from "../generators/ending-at.ts";
import { buildLifecycle, type Lifecycle } from "../generators/lifecycle.ts";
import { buildDeliveries } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import type { Pace } from "../mocks/pacer.ts";
import { parseFault } from "../mocks/parse-fault.ts";
import { getAt } from "../schemas/pointer.ts";
import type { Provider } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { openBar } from "./bar.ts";
import { onInterrupt } from "./interrupt.ts";
import { loadProvider } from "./load-provider.ts";
import { SENDING, withOptions } from "./options.ts";
import { exitCodeOf, printExchanges } from "./print-exchanges.ts";
import { defined, type ReceiverFlags, receiverOptions } from "./receiver-options.ts";
import { readOverrides } from "./set.ts";

interface DeliverFlags extends ReceiverFlags, Pace {
  fault?: string[];
  set?: [string, string][];
  json?: boolean;
}

/** A lifecycle by name, or one event by its type; unless its start is given, it ends now. */
const lifecycleFor = (provider: Provider, what: string, flags: DeliverFlags): Lifecycle => {
  const { seed = 0, run = 0, set = [], start } = flags;
  const named = provider.lifecycles.includes(what);
  if (!named && !provider.eventTypes.includes(what))
    throw unknownName("lifecycle or event type", what, [...provider.lifecycles, ...provider.eventTypes]);
  const plan = named ? what : [what];
  const given = { seed, run, illegal: !named, overrides: readOverrides(provider, set, named ? undefined : what) };
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

const run = async (name: string, what: string, flags: DeliverFlags): Promise<void> => {
  const provider = await loadProvider(name);
  const { deliver } = await import("../mocks/deliver.ts");
  const options = { ...receiverOptions(flags), faults: (flags.fault ?? []).map(parseFault) };
  const secrets = secretsOf({ ...options, url: flags.to });
  const lifecycle = lifecycleFor(provider, what, flags);
  const total = buildDeliveries(lifecycle, options).length;
  const signal = onInterrupt();
  const bar = await openBar(what, total);
  const exchanges = await deliver(lifecycle, flags.to, {
    ...options,
    ...defined({ rate: flags.rate, speed: flags.speed }),
    ...(flags.start === undefined && { signedAt: new Date() }), // receivers refuse a signature that is old
    ...{ signal, onExchange: bar.advance },
  });
  bar.stop();
  process.exitCode = exitCodeOf(exchanges, signal.aborted);
  if (process.exitCode === 2)
    console.error(
      `[hookwright] Failed to reach the receiver: nothing listens at ${placeOf(flags.to, secrets)}. Start it, or mend the URL.`,
    );
  else printExchanges(exchanges, secrets, flags.json ? toJson(provider) : undefined);
  if (signal.aborted) console.error(`[hookwright] Stopped after ${exchanges.length} of ${total}.`);
};

/** `hookwright deliver`: one lifecycle or event, as the provider would send it. */
export const addDeliver = (program: Command): void => {
  const command = program
    .command("deliver <provider> <lifecycle-or-event-type>")
    .description("send a lifecycle, or one event, to a receiver");
  withOptions(command, [...SENDING, "fault", "set", "rate", "speed"])
    .option("--json", "one exchange a line")
    .addHelpText(
      "after",
      "\nExample:\n  hookwright deliver cloudflare issuance --to http://127.0.0.1:3000/webhooks/cloudflare --fault duplicate:2",
    )
    .action(run);
};
