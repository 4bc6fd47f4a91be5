import type { JsonSchema } from "../../schemas/json-schema.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../../schemas/provider-folder.ts";
import { deliveryTable, subjectTable } from "./delivery-facts.ts";
import { apiTable, envelopeTables, eventFieldTable } from "./field-tables.ts";
import { commonPrefix, type Short, shortNames } from "./short-names.ts";
import { code, table } from "./table.ts";

const eventTable = (folder: ProviderFolder, short: Short): string =>
  table(
    ["event type", "what happened", "certainty", "source or remark"],
    eventTypesOf(folder).map((eventType) => {
      const schema: JsonSchema = folder.schemas[eventPath(eventType)] ?? {};
      const { description = "", "x-certainty": certainty = "documented", $comment = "" } = schema;
      return [code(short(eventType)), description, certainty, $comment];
    }),
  );

const testMessageTable = ({ provider: { testMessages = [] } }: ProviderFolder): string =>
  table(
    ["test message", "body", "certainty", "source or remark"],
    testMessages.map(({ name, body, "x-certainty": certainty = "documented", $comment = "" }) => [
      code(name),
      code(JSON.stringify(body)),
      certainty,
      $comment,
    ]),
  );

const severityTable = ({ provider: { severities = {} } }: ProviderFolder): string =>
  table(
    ["check", "severity here", "source"],
    Object.entries(severities).map(([id, { severity, source }]) => [
      `[${code(id)}](checks.md#${id})`,
      severity,
      source,
    ]),
  );

const sourceTable = ({ provider: { sources = {} } }: ProviderFolder): string =>
  table(
    ["short", "source"],
    Object.entries(sources).map(([short, source]) => [short, source]),
  );

const under = (heading: string, ...parts: string[]): string[] => {
  const given = parts.filter((part) => part !== "");
  return given.length === 0 ? [] : [`### ${heading}`, ...given];
};

/** What docs/providers.md says of one provider. */
export const providerSection = (folder: ProviderFolder): string => {
  const { provider } = folder;
  const prefix = commonPrefix(eventTypesOf(folder));
  const short = shortNames(prefix);
  const of = provider.title;
  return [
    `## ${of}`,
    provider.$comment ?? "",
    ...under(`${of}: deliveries`, provider.delivery.$comment ?? "", deliveryTable(folder), subjectTable(folder)),
    ...under(`${of}: severities of checks`, severityTable(folder)),
    ...under(`${of}: envelopes`, ...envelopeTables(folder)),
    ...under(`${of}: test messages`, testMessageTable(folder)),
    ...under(
      `${of}: events`,
      prefix === "" ? "" : `Event types begin with ${code(prefix)}, which is left out here and below.`,
      eventTable(folder, short),
    ),
    ...under(`${of}: fields of payloads`, eventFieldTable(folder, short)),
    ...under(`${of}: API`, apiTable(folder)),
    ...under(`${of}: sources`, sourceTable(folder)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
};
