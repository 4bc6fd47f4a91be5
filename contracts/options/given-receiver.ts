import type { ProviderSource } from "../../generators/load-provider.ts";
import type { Target } from "../../mocks/target.ts";
import type { Provider } from "../../schemas/provider.ts";
import { isReceiver } from "../receiver.ts";
import type { ResolvedReceiver } from "./resolve-receiver.ts";
import type { VerifyOptions } from "./verify-options.ts";

/** A receiver however it was given: as an entry of a config, or as a provider, a target and options. */
export interface GivenReceiver {
  /** The provider's name, or what stands for it until it is loaded. */
  name: string;
  /** The options that decide what is to be told. */
  options: Pick<VerifyOptions, "check">;
  resolve(): Promise<ResolvedReceiver>;
}

const nameOf = (source: ProviderSource): string =>
  typeof source === "string" || source instanceof URL
    ? (String(source)
        .split(/[\\/]/)
        .filter((part) => part !== "")
        .at(-1) ?? "")
    : source.name;

/** Reads the arguments of a function that takes both forms. */
export const givenReceiver = (first: unknown, second: unknown, third: unknown): GivenReceiver => {
  if (isReceiver(first)) {
    const given = (second ?? {}) as VerifyOptions;
    return {
      name: nameOf(first.provider),
      options: { ...first, ...given } as Pick<VerifyOptions, "check">,
      resolve: async () => (await import("./resolve-receiver.ts")).resolveReceiver(first, given),
    };
  }
  const provider = first as Provider;
  const options = (third ?? {}) as VerifyOptions;
  return { name: provider.name, options, resolve: async () => ({ provider, target: second as Target, options }) };
};
