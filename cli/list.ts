import type { Command } from "commander";
import { checks } from "../contracts/checks.ts";
import { registry } from "../generators/generated/registry.ts";
import { authArguments } from "../mocks/parse-auth.ts";
import { faultArguments } from "../mocks/parse-fault.ts";
import type { Readings } from "../mocks/readings.ts";

/** A name of `--fault` or `--auth`, and what may be given for each of its keys. */
interface Form {
  name: string;
  arguments: Record<string, string>;
}

interface Listing {
  providers: { name: string; eventTypes: readonly string[]; lifecycles: Record<string, string>; api?: string }[];
  checks: { id: string; severity: string; passes: string }[];
  faults: Form[];
  auths: Form[];
}

const formsOf = (known: Readonly<Record<string, Readings>>): Form[] =>
  Object.entries(known).map(([name, readings]) => ({
    name,
    arguments: Object.fromEntries(Object.entries(readings).map(([key, { says }]) => [key, says])),
  }));

const collect = async (): Promise<Listing> => {
  const { apis } = await import("../mocks/generated/routes.ts");
  const providers = await Promise.all(Object.values(registry).map((load) => load()));
  return {
    providers: providers.map(({ name, eventTypes, machine }) => ({
      name,
      eventTypes,
      lifecycles: Object.fromEntries(
        Object.entries(machine.lifecycles).map(([lifecycle, { description }]) => [lifecycle, description]),
      ),
      ...(apis[name] && { api: apis[name].base }),
    })),
    checks: checks.map(({ id, severity, passes }) => ({ id, severity, passes })),
    faults: formsOf(faultArguments),
    auths: formsOf(authArguments),
  };
};

const formLine = ({ name, arguments: given }: Form): string => {
  const keys = Object.entries(given).map(([key, says]) => `${key}=${says}`);
  return `  ${name.padEnd(28)} ${keys.join("; ")}`.trimEnd();
};

const format = ({ providers, checks: all, faults, auths }: Listing): string =>
  [
    ...providers.flatMap(({ name, eventTypes, lifecycles, api }) => [
      name,
      ...eventTypes.map((eventType) => `  ${eventType}`),
      ...Object.entries(lifecycles).map(([lifecycle, description]) => `  ${lifecycle.padEnd(28)} ${description}`),
      ...(api === undefined ? [] : [`  ${"mock API".padEnd(28)} ${api}`]),
    ]),
    "checks",
    ...all.map(({ id, severity, passes }) => `  ${id.padEnd(28)} ${severity}: ${passes}`),
    "faults: name[:key=value;...]",
    ...faults.map(formLine),
    "kinds of authentication: kind[:key=value;...]",
    ...auths.map(formLine),
  ].join("\n");

/** `hookwright list`: every name that the other commands take. */
export const addList = (program: Command): void => {
  program
    .command("list")
    .description("print providers, event types, lifecycles, mock APIs, checks, faults and kinds of authentication")
    .option("--json", "for programs")
    .action(async ({ json }: { json?: boolean }) => {
      const listing = await collect();
      console.log(json ? JSON.stringify(listing, null, 2) : format(listing));
    });
};
