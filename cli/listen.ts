import { once as onceEvent } from "node:events";
import type { Command } from "commander";
import { createCaptureFile } from "../contracts/captures/capture-file-node.ts";
import { createRecorder } from "../contracts/captures/create-recorder.ts";
import { openProxy } from "../contracts/captures/open-proxy.ts";
import { count } from "../contracts/formats/count.ts";
import type { Capture } from "../contracts/generated/capture.ts";
import { registry } from "../generators/generated/registry.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { once } from "../generators/once.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { oneByOne } from "../schemas/one-by-one.ts";
import { many, portNumber, withOptions } from "./flags/options.ts";
import { checkRemote } from "./flags/receiver-options.ts";
import { INTERRUPTED, onInterrupt } from "./interrupt.ts";

interface ListenFlags {
  forward: string;
  save: string;
  port: number;
  provider?: string[];
  allowRemote?: boolean;
}

// A request keeps its own path: one in the target would have to change it.
const readTarget = ({ forward, allowRemote = false }: ListenFlags): URL => {
  const url = URL.canParse(forward) ? new URL(forward) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new HookwrightError(
      "invalid-option",
      `Failed to forward to "${forward}": it is no origin. Give one like http://127.0.0.1:3000; each request keeps its path.`,
    );
  checkRemote(url, allowRemote);
  return url;
};

const inWords = ({ provider, eventType, request, response, error }: Capture): string => {
  const what = eventType ?? (provider === undefined ? "unknown" : "no event");
  const outcome = [response?.status, error?.code].filter((part) => part !== undefined).join(", ");
  return `${request.method} ${provider === undefined ? "" : `${provider}: `}${what} → ${outcome || "no answer"}`;
};

const listen = async (flags: ListenFlags): Promise<void> => {
  const target = readTarget(flags);
  const providers = await oneByOne(flags.provider ?? Object.keys(registry), loadProvider);
  const open = once(() => createCaptureFile(flags.save));
  const signal = onInterrupt();
  const recorder = createRecorder({
    providers,
    open,
    onCapture: (capture) => console.error(inWords(capture)),
    onError: ({ message }) => console.error(message),
  });
  const proxy = await openProxy(target, flags.port, recorder.save); // first: without a port there is nothing to save
  const file = await open().catch(async (error: unknown) => {
    await proxy.close();
    throw error;
  });
  console.log(`${proxy.url} → ${target.origin}, saved in ${file.path}`);
  if (!signal.aborted) await onceEvent(signal, "abort");
  await proxy.close();
  console.log(`${count(await recorder.saved(), "exchange", "exchanges")} saved in ${file.path}`);
  process.exitCode = INTERRUPTED;
};

/** `hookwright listen`: real traffic to a receiver, saved without what is nobody's business. */
export const addListen = (program: Command): void => {
  const command = program
    .command("listen")
    .description("pass requests on to a receiver and save each exchange, redacted, until Ctrl-C")
    .requiredOption("--forward <url>", "where the receiver listens: each request keeps its path")
    .requiredOption("--save <dir>", "the folder of the captures")
    .option("--port <n>", "of this machine; 0 is any that is free", portNumber, 4020)
    .option("--provider <provider>", "whose events are known; the built-in ones unless given (repeatable)", many);
  withOptions(command, ["allowRemote"])
    .addHelpText("after", "\nExample:\n  hookwright listen --forward http://127.0.0.1:3000 --save captures")
    .action(listen);
};
