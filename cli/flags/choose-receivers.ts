import { dirname, resolve } from "node:path";
import type { ResolvedReceiver } from "../../contracts/options/resolve-receiver.ts";
import type { Receiver } from "../../contracts/receiver.ts";
import { isPath, loadProvider, providerNames } from "../../generators/load-provider.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { oneByOne } from "../../schemas/one-by-one.ts";
import { row } from "../../schemas/row.ts";
import { unknownName } from "../../schemas/unknown-name.ts";
import { CONFIG_NAMES } from "../files/find-config.ts";
import { type LoadedConfig, loadConfig } from "../files/load-config.ts";
import { checkRemote } from "./receiver-options.ts";

/** A receiver to send to, of a config or of the command line. */
export interface Chosen extends ResolvedReceiver {
  /** As it was named, or as a config names it. */
  name: string;
  /** Whether a config describes it. */
  isConfigured: boolean;
}

/** What decides which receivers are meant. */
export interface ChoiceFlags {
  to?: string;
  config?: string;
  allowRemote?: boolean;
}

const isProvider = (name: string): boolean => providerNames.includes(name) || isPath(name);

// On the command line a folder's path counts from the file that it stands in.
const placed = (receiver: Receiver, { file }: LoadedConfig): Receiver =>
  typeof receiver.provider === "string" && isPath(receiver.provider)
    ? { ...receiver, provider: resolve(dirname(file), receiver.provider) }
    : receiver;

const ofConfig = async (config: LoadedConfig, name: string, { to, allowRemote }: ChoiceFlags): Promise<Chosen> => {
  const { fetch, ...rest } = placed(config.receivers[name] as Receiver, config);
  const receiver = (to === undefined ? { ...rest, ...(fetch && { fetch }) } : { ...rest, to }) as Receiver;
  const [{ resolveReceiver }, { checkOptions }] = await Promise.all([
    import("../../contracts/options/resolve-receiver.ts"),
    import("../../contracts/options/verify-options.ts"),
  ]);
  try {
    const resolved = await resolveReceiver(receiver);
    checkOptions(resolved.provider, resolved.options);
    checkRemote(resolved.target, allowRemote);
    return { ...resolved, name, isConfigured: true };
  } catch (cause) {
    if (!(cause instanceof HookwrightError)) throw cause;
    const [, word = ""] = /"([^"]*)"/.exec(cause.message) ?? [];
    const place = config.place(["receivers", name, word === receiver.provider ? "provider" : word]);
    const what = cause.message.replace("[hookwright] F", "f");
    throw new HookwrightError(cause.code, `Failed to use the receiver "${name}" of ${place}: ${what}`, { cause });
  }
};

const ofProvider = async (name: string, to: string, allowRemote: boolean | undefined): Promise<Chosen> => {
  checkRemote(to, allowRemote);
  return { name, isConfigured: false, provider: await loadProvider(name), target: to, options: {} };
};

const noConfig = (what: string): HookwrightError =>
  new HookwrightError(
    "invalid-option",
    `Failed to find ${what}: no --to is given, and there is no ${CONFIG_NAMES[0]} from ${process.cwd()} upwards. Give --to, or write one.`,
  );

const noSuch = (name: string, { to }: ChoiceFlags, config: LoadedConfig): HookwrightError => {
  const receivers = Object.keys(config.receivers);
  if (to === undefined && isProvider(name))
    return new HookwrightError(
      "invalid-option",
      `Failed to find the receiver "${name}": ${config.place([])} has none of that name, and no --to is given. Give --to, or one of ${receivers.join(", ")}.`,
    );
  return unknownName("receiver or provider", name, [...receivers, ...providerNames]);
};

/**
 * The receiver that is meant by a name: with `--to` a provider's, else, or with `--config`, a receiver's of the config.
 * @throws HookwrightError `unknown-name`, `invalid-option`, `invalid-config`, `invalid-provider`, or `not-allowed` for another machine's
 */
export const chooseReceiver = async (name: string, flags: ChoiceFlags): Promise<Chosen> => {
  const { to, allowRemote } = flags;
  const isComplete = to !== undefined && isProvider(name); // needs no config, unless one is asked for
  const config = isComplete && flags.config === undefined ? undefined : await loadConfig(flags.config);
  if (config && row(config.receivers, name)) return ofConfig(config, name, flags);
  if (to !== undefined && (isComplete || !config)) return ofProvider(name, to, allowRemote);
  throw config ? noSuch(name, flags, config) : noConfig(`the receiver "${name}"`);
};

/**
 * All receivers of the config, in its order.
 * @throws HookwrightError as `chooseReceiver` does
 */
export const chooseAll = async (flags: ChoiceFlags): Promise<Chosen[]> => {
  const config = await loadConfig(flags.config);
  if (!config) throw noConfig("a receiver");
  return oneByOne(Object.keys(config.receivers), (name) => ofConfig(config, name, flags));
};
