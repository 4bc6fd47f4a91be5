import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import type { Provider } from "../../schemas/provider.ts";

/** The built-in providers, their types forgotten, for what holds of all. */
export const providers: readonly Provider[] = [cloudflare, cloud66] as unknown as Provider[];

/** Every event type of every built-in provider, as rows of a table. */
export const events: readonly { provider: Provider; name: string; eventType: string }[] = providers.flatMap(
  (provider) => provider.eventTypes.map((eventType) => ({ provider, name: provider.name, eventType })),
);

/** Every named lifecycle of every built-in provider, as rows of a table. */
export const lifecycles: readonly { provider: Provider; name: string; lifecycle: string }[] = providers.flatMap(
  (provider) => provider.lifecycles.map((lifecycle) => ({ provider, name: provider.name, lifecycle })),
);
