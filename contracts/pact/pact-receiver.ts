import type { ProviderSource } from "../../generators/load-provider.ts";
import type { ResolvedReceiver } from "../options/resolve-receiver.ts";
import { isReceiver, type Receiver } from "../receiver.ts";
import type { StateHandlers } from "./state-server.ts";
import type { VerifyPactOptions } from "./verify-pact-options.ts";

/** What is asked of a receiver of a config: all but where it is. */
export type PactsOfReceiver = Omit<VerifyPactOptions, "target">;

const urlOf = ({ target, options }: ResolvedReceiver): string | undefined =>
  typeof target === "string" || target instanceof URL ? String(target) : options.url;

/** The path at which a receiver takes events, as the files name it. */
export const pathOf = (receiver: ResolvedReceiver): string | undefined =>
  /^https?:\/\/[^/?#]*(\/[^?#]*)/.exec(urlOf(receiver) ?? "")?.[1];

/** A receiver as `verifyPact` takes it: the paths are in the files, so of its URL only the origin counts. */
export const pactOptionsOf = (receiver: ResolvedReceiver): Omit<VerifyPactOptions, "files" | "pacts"> => {
  const { secret, timeout, strict, prepare, cleanup } = receiver.options;
  const { target } = receiver;
  const isUrl = typeof target === "string" || target instanceof URL;
  return {
    target: isUrl && URL.canParse(String(target)) ? new URL("/", target).href : target,
    ...(secret !== undefined && { secret }),
    ...(timeout !== undefined && { timeout }),
    ...(strict !== undefined && { strict }),
    ...(prepare && { prepare: prepare as NonNullable<StateHandlers["prepare"]> }), // a state's parameters are its subject
    ...(cleanup && { cleanup: cleanup as NonNullable<StateHandlers["cleanup"]> }),
  };
};

/** Reads the arguments of a function that takes both forms. */
export const givenPacts = async <P extends ProviderSource>(
  first: VerifyPactOptions | Receiver<P>,
  second: PactsOfReceiver = {},
): Promise<VerifyPactOptions> => {
  if (!isReceiver(first)) return first as VerifyPactOptions;
  const { resolveReceiver } = await import("../options/resolve-receiver.ts");
  return { ...pactOptionsOf(await resolveReceiver(first)), ...second };
};
