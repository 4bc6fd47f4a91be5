import { once } from "node:events";
import type { Command } from "commander";
import { registry } from "../generators/generated/registry.ts";
import { loadProvider } from "../generators/load-provider.ts";
import type { Exchange } from "../mocks/exchange.ts";
import type { MockServer, ProviderToServe } from "../mocks/server.ts";
import { withPeer } from "../schemas/missing-peer.ts";
import { oneByOne } from "../schemas/one-by-one.ts";
import { aboveZero, portNumber, withOptions } from "./flags/options.ts";
import { defined, type ReceiverFlags, receiverOptions } from "./flags/receiver-options.ts";
import { INTERRUPTED, onInterrupt } from "./interrupt.ts";
import { passTime } from "./pass-time.ts";

interface MockFlags extends Omit<ReceiverFlags, "to"> {
  to?: string;
  port: number;
  speed?: number;
}

const loadServer = (): Promise<typeof import("../mocks/server.ts")> =>
  withPeer("msw", () => import("../mocks/server.ts"));

// A URL that cannot be sent to is said so at once, not when the first webhook comes due.
const checkTarget = async (to: string): Promise<void> => {
  const { openTarget } = await import("../mocks/target.ts");
  await (await openTarget(to)).close();
};

const toServe = async (name: string, flags: MockFlags): Promise<ProviderToServe> => {
  const provider = await loadProvider(name);
  const to = flags.to?.replaceAll("{provider}", provider.name);
  const { secret, auth, envelope, seed, start, timeout } = receiverOptions({ ...flags, to: to ?? "" });
  if (to !== undefined) await checkTarget(to);
  const { allowRemote } = flags;
  return {
    provider,
    options: defined({ secret, auth, envelope, seed, start, timeout, allowRemote, deliverTo: to }),
  };
};

const outcomeOf = ({ response, error }: Exchange): string =>
  response ? `${response.status} in ${response.ms.toFixed(1)} ms` : `${error?.code}: ${error?.message}`;

const printStart = ({ urls, control }: MockServer): void => {
  const lines = urls.map(({ provider, url }) => ({ name: provider, url: url ?? "no API: it has its clock and plans" }));
  const all = [...lines, { name: "control", url: control }];
  const width = Math.max(...all.map(({ name }) => name.length));
  for (const { name, url } of all) console.log(`${name.padEnd(width)}  ${url}`);
};

const mock = async (names: string[], flags: MockFlags): Promise<void> => {
  const wanted = names.length > 0 ? names : Object.keys(registry);
  const providers = await oneByOne(wanted, (name) => toServe(name, flags));
  const { openMockServer } = await loadServer();
  const signal = onInterrupt();
  const server = await openMockServer(providers, {
    port: flags.port,
    allowRemote: flags.allowRemote ?? false,
    onExchange: (provider, exchange) =>
      console.error(`${provider}: ${exchange.delivery.eventType ?? "test message"} → ${outcomeOf(exchange)}`),
    onUnhandled: (provider, { method, url }) => console.error(`${provider}: ${method} ${url} is not mocked`),
  });
  printStart(server);
  const stop =
    flags.speed === undefined
      ? () => {}
      : passTime(server.pass, flags.speed, ({ message }) => {
          console.error(`[hookwright] The clock stands still from now on: ${message}`);
        });
  if (!signal.aborted) await once(signal, "abort");
  stop();
  await server.close();
  process.exit(INTERRUPTED); // a receiver that has not answered yet would hold it up
};

/** `hookwright mock`: the providers' APIs over HTTP, and the webhooks that follow from calls and time. */
export const addMock = (program: Command): void => {
  const command = program
    .command("mock [provider...]")
    .description("serve the mock APIs of providers, all unless named, until Ctrl-C")
    .option("--port <n>", "on 127.0.0.1; 0 is any that is free", portNumber, 4010)
    .option("--to <url>", "the receiver; {provider} is the provider's name")
    .option("--speed <n>", "virtual seconds per second; time stands still unless given", aboveZero);
  withOptions(command, ["secret", "secretEnv", "auth", "envelope", "seed", "start", "timeout", "allowRemote"])
    .addHelpText(
      "after",
      "\nExamples:\n  hookwright mock --speed 86400 --to http://127.0.0.1:3000/webhooks/{provider}\n  hookwright mock cloudflare --to http://127.0.0.1:3000/webhooks/cloudflare --secret s3cret",
    )
    .action(mock);
};
