import { checks } from "../contracts/checks.ts";
import { eventTypesOf, type ProviderFolder } from "../schemas/provider-folder.ts";
import { table } from "./docs/table.ts";
import type { Output } from "./output.ts";

const checkTable = (): string =>
  table(
    ["check", "severity", "passes when"],
    checks.map(({ id, severity, passes }) => [`\`${id}\``, severity, passes]),
  );

const statesAfter = ({ lifecycle }: ProviderFolder, eventType: string): string =>
  [...new Set(Object.values(lifecycle.states).flatMap(({ on = {} }) => on[eventType] ?? []))].join(", ");

const eventTable = (folders: readonly ProviderFolder[]): string =>
  table(
    ["provider", "event type", "state after it"],
    folders.flatMap((folder) =>
      eventTypesOf(folder).map((eventType) => [
        folder.provider.title,
        `\`${eventType}\``,
        statesAfter(folder, eventType),
      ]),
    ),
  );

/** README.md with its generated tables made anew. */
export const generateReadme = (before: string, folders: readonly ProviderFolder[]): Output => {
  const sections: Readonly<Record<string, string>> = { checks: checkTable(), events: eventTable(folders) };
  const content = before.replaceAll(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (whole, open: string, name: string, close: string) =>
      sections[name] === undefined ? whole : `${open}${sections[name]}\n${close}`,
  );
  return { path: "README.md", content };
};
