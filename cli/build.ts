import type { Command } from "commander";
import { buildLifecycle } from "../generators/lifecycle.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { buildPayloads } from "../generators/payload.ts";
import { startMs } from "../generators/start.ts";
import { wrap } from "../mocks/envelope.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Json } from "../schemas/json-schema.ts";
import type { Provider } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { withOptions } from "./flags/options.ts";
import { defined } from "./flags/receiver-options.ts";
import { readOverrides } from "./flags/set.ts";

interface BuildFlags {
  lifecycle?: string;
  seed?: number;
  run?: number;
  start?: string;
  count?: number;
  set?: [string, string][];
  envelope?: string;
}

interface Built {
  payload: Json;
  at: Date;
}

const buildAll = (provider: Provider, eventType: string | undefined, flags: BuildFlags): Built[] => {
  const { seed, run, start, count, set = [] } = flags;
  const given = { ...defined({ seed, run, start, count }) };
  if ((eventType === undefined) === (flags.lifecycle === undefined))
    throw new HookwrightError("invalid-option", "Failed to build: give an event type or --lifecycle, one of the two.");
  if (flags.lifecycle !== undefined && count !== undefined)
    throw new HookwrightError(
      "invalid-option",
      "Failed to build: --count is for an event type. Leave it out with --lifecycle.",
    );
  if (flags.lifecycle !== undefined)
    return buildLifecycle(provider, flags.lifecycle, { ...given, overrides: readOverrides(provider, set) }).steps.map(
      ({ payload, at }) => ({ payload: payload as Json, at }),
    );
  if (eventType === undefined || !provider.eventTypes.includes(eventType))
    throw unknownName("event type", eventType ?? "", provider.eventTypes);
  const payloads = buildPayloads(provider, eventType, readOverrides(provider, set, eventType), given);
  return payloads.map((payload, i) => ({ payload: payload as Json, at: new Date(startMs(start) + i * 1000) }));
};

const build = async (name: string, eventType: string | undefined, flags: BuildFlags): Promise<void> => {
  const provider = await loadProvider(name);
  const { seed = 0, run = 0, envelope = "none" } = flags;
  for (const { payload, at } of buildAll(provider, eventType, flags))
    console.log(JSON.stringify(wrap(provider, envelope, payload, { seed, run }, at)));
};

/** `hookwright build`: payloads, one a line. */
export const addBuild = (program: Command): void => {
  const command = program.command("build <provider> [event-type]").description("print payloads, one a line");
  withOptions(command, ["seed", "run", "start", "count", "set", "envelope"])
    .option("--lifecycle <name>", "each payload of a lifecycle")
    .addHelpText(
      "after",
      "\nExample:\n  hookwright build cloudflare --lifecycle issuance --set /data/hostname=shop.acme.com",
    )
    .action(build);
};
