import type { Command } from "commander";
import { checks } from "../contracts/checks.ts";
import { registry } from "../generators/generated/registry.ts";
import { faultNames } from "../mocks/parse-fault.ts";

interface Listing {
  providers: { name: string; eventTypes: readonly string[]; lifecycles: Record<string, string>; api?: string }[];
  checks: { id: string; severity: string; passes: string }[];
  faults: readonly string[];
}

const collect = async (): Promise<Listing> => {
  const { apis } = await import("../mocks/generated/routes.ts");
  const providers = await Promise.all(Object.values(registry).map((load) => load()));
  return {
    providers: providers.map(({ name, eventTypes, machine }) => ({
      ...{ name, eventTypes },
      lifecycles: Object.fromEntries(
        Object.entries(machine.lifecycles).map(([lifecycle, { description }]) => [lifecycle, description]),
      ),
      ...(apis[name] && { api: apis[name].base }),
    })),
    checks: checks.map(({ id, severity, passes }) => ({ id, severity, passes })),
    faults: faultNames,
  };
};

const format = ({ providers, checks: all, faults }: Listing): string =>
  [
    ...providers.flatMap(({ name, eventTypes, lifecycles, api }) => [
      name,
      ...eventTypes.map((eventType) => `  ${eventType}`),
      ...Object.entries(lifecycles).map(([lifecycle, description]) => `  ${lifecycle.padEnd(28)} ${description}`),
      ...(api === undefined ? [] : [`  ${"mock API".padEnd(28)} ${api}`]),
    ]),
    "checks",
    ...all.map(({ id, severity, passes }) => `  ${id.padEnd(28)} ${severity}: ${passes}`),
    "faults",
    ...faults.map((fault) => `  ${fault}`),
  ].join("\n");

/** `hookwright list`: every name that the other commands take. */
export const addList = (program: Command): void => {
  program
    .command("list")
    .description("print providers, event types, lifecycles, mock APIs, checks and faults")
    .option("--json", "for programs")
    .action(async ({ json }: { json?: boolean }) => {
      const listing = await collect();
      console.log(json ? JSON.stringify(listing, null, 2) : format(listing));
    });
};
