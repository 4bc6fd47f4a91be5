import type { Command } from "commander";
import { endingAt } from "../generators/ending-at.ts";
import { buildLifecycle, type Lifecycle } from "../generators/lifecycle.ts";
import type { Start } from "../generators/start.ts";
import { type Exchange, isAccepted } from "../mocks/exchange.ts";
import { parseFault } from "../mocks/parse-fault.ts";
import type { Provider } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { loadProvider } from "./load-provider.ts";
import { SENDING, withOptions } from "./options.ts";
import { type ReceiverFlags, receiverOptions } from "./receiver-options.ts";
import { readOverrides } from "./set.ts";

interface DeliverFlags extends ReceiverFlags {
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
  const build = (at: Start) => buildLifecycle(provider, plan, { ...given, start: at });
  return start === undefined ? endingAt(Date.now(), build) : build(start);
};

const row = ({ delivery, response, error }: Exchange): string =>
  [
    String(delivery.step ?? "").padStart(3),
    delivery.eventType ?? "",
    error ? `${error.code}: ${error.message}` : `${response?.status} in ${response?.ms.toFixed(1)} ms`,
    delivery.faults.join(" "),
  ].join("  ");

const toJson = ({ delivery: { step, eventType, faults }, response, error }: Exchange): string =>
  JSON.stringify({ step, eventType, faults, response, error });

const exitCode = (exchanges: readonly Exchange[]): number => {
  const unreachable =
    exchanges.length > 0 && exchanges.every(({ error }) => error?.code === "refused" || error?.code === "dns");
  return unreachable ? 2 : exchanges.every(isAccepted) ? 0 : 1;
};

const run = async (name: string, what: string, flags: DeliverFlags): Promise<void> => {
  const provider = await loadProvider(name);
  const { deliver } = await import("../mocks/deliver.ts");
  const lifecycle = lifecycleFor(provider, what, flags);
  const faults = (flags.fault ?? []).map(parseFault);
  const exchanges = await deliver(lifecycle, flags.to, { ...receiverOptions(flags), faults });
  process.exitCode = exitCode(exchanges);
  if (process.exitCode === 2)
    console.error(
      `[hookwright] Failed to reach the receiver: nothing listens at ${flags.to}. Start it, or mend the URL.`,
    );
  else for (const exchange of exchanges) console.log(flags.json ? toJson(exchange) : row(exchange));
};

/** `hookwright deliver`: one lifecycle or event, as the provider would send it. */
export const addDeliver = (program: Command): void => {
  const command = program
    .command("deliver <provider> <lifecycle-or-event-type>")
    .description("send a lifecycle, or one event, to a receiver");
  withOptions(command, [...SENDING, "fault", "set"])
    .option("--json", "one exchange a line")
    .addHelpText(
      "after",
      "\nExample:\n  hookwright deliver cloudflare issuance --to http://127.0.0.1:3000/webhooks/cloudflare --fault duplicate:2",
    )
    .action(run);
};
