import type { ProviderSource } from "../generators/load-provider.ts";
import type { Receiver } from "./receiver.ts";

/** What `hookwright.config.ts` exports. */
export interface Config<P extends Record<string, ProviderSource> = Record<string, ProviderSource>> {
  /** Receivers by the names that the command line knows them by. */
  receivers: { [K in keyof P]: Receiver<P[K]> };
}

/**
 * Types a config: the functions of each entry get the subject of its own provider.
 * @example export default defineConfig({ receivers: { web: { provider: cloudflare, to: 'http://127.0.0.1:3000/webhooks' } } })
 */
export const defineConfig = <P extends Record<string, ProviderSource>>(config: Config<P>): Config<P> => config;
