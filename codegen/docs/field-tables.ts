import { eventPath, eventTypesOf, type ProviderFolder } from "../../schemas/provider-folder.ts";
import { type Field, fieldsOf } from "./fields.ts";
import type { Short } from "./short-names.ts";
import { code, table } from "./table.ts";
import { valuesInWords } from "./values-in-words.ts";

const whatIs = ({ schema, certainty }: Field): string =>
  [schema.description, valuesInWords(schema, certainty)].filter(Boolean).join(" ");

const cellsOf = (field: Field): string[] => [whatIs(field), field.certainty, field.schema.$comment ?? ""];

const SOME = 3;

/** Which events have something: "all", "all but …", or their names. */
const eventsInWords = (having: readonly string[], all: readonly string[], short: Short): string => {
  const names = (eventTypes: readonly string[]) => eventTypes.map((eventType) => code(short(eventType))).join(", ");
  const others = all.filter((eventType) => !having.includes(eventType));
  if (others.length === 0) return "all";
  return others.length < Math.min(SOME, having.length) ? `all but ${names(others)}` : names(having);
};

interface Row {
  /** Who says it: an event type, or a shape of the API. */
  speaker: string;
  pointer: string;
  cells: string[];
}

/** Rows that say the same of the same place become one of several speakers; those of one place stand together. */
const merged = (rows: readonly Row[]): (Omit<Row, "speaker"> & { speakers: string[] })[] => {
  const byText = new Map<string, Omit<Row, "speaker"> & { speakers: string[] }>();
  for (const { speaker, pointer, cells } of rows) {
    const text = JSON.stringify([pointer, ...cells]);
    byText.set(text, { pointer, cells, speakers: [...(byText.get(text)?.speakers ?? []), speaker] });
  }
  const places = [...new Set(rows.map(({ pointer }) => pointer))];
  return [...byText.values()].toSorted((a, b) => places.indexOf(a.pointer) - places.indexOf(b.pointer));
};

/** Every field of every event: a Markdown table. */
export const eventFieldTable = (folder: ProviderFolder, short: Short): string => {
  const all = eventTypesOf(folder);
  const rows = all.flatMap((eventType) =>
    fieldsOf(folder, folder.schemas[eventPath(eventType)] ?? {})
      .filter(({ pointer }) => pointer !== "")
      .map((field) => ({
        speaker: eventType,
        pointer: field.pointer,
        cells: [field.required ? "required" : "optional", ...cellsOf(field)],
      })),
  );
  return table(
    ["field", "in", "", "what it is", "certainty", "source or remark"],
    merged(rows).map(({ pointer, speakers, cells }) => [code(pointer), eventsInWords(speakers, all, short), ...cells]),
  );
};

/** The envelopes, and the fields of each: Markdown tables. */
export const envelopeTables = (folder: ProviderFolder): string[] => {
  const { envelopes = [] } = folder.provider;
  return [
    table(
      ["envelope", "the payload is at", "certainty", "source or remark"],
      envelopes.map(({ name, payload, "x-certainty": certainty = "documented", $comment = "" }) => [
        code(name),
        code(payload),
        certainty,
        $comment,
      ]),
    ),
    ...envelopes.map(({ name, schema }) =>
      table(
        [`field of ${code(name)}`, "", "what it is", "certainty", "source or remark"],
        fieldsOf(folder, folder.schemas[schema] ?? {}).map((field) => [
          field.pointer === "" ? "the whole" : code(field.pointer),
          field.required ? "required" : "optional",
          ...cellsOf(field),
        ]),
      ),
    ),
  ];
};

const API = /^api\/(.+)\.schema\.json$/;

/** What the schemas of the provider's API say of themselves and, with a remark, of their parts: a Markdown table. */
export const apiTable = (folder: ProviderFolder): string => {
  const rows = Object.entries(folder.schemas).flatMap(([path, schema]) =>
    (API.exec(path)?.slice(1) ?? []).flatMap((name) =>
      fieldsOf({ ...folder, schemas: {} }, schema) // what others define has rows of its own
        .filter(({ pointer, schema: { $comment } }) => pointer === "" || $comment !== undefined)
        .map((field) => ({ speaker: code(name), pointer: field.pointer, cells: cellsOf(field) })),
    ),
  );
  return table(
    ["where", "in", "what it is", "certainty", "source or remark"],
    merged(rows).map(({ pointer, speakers, cells }) => [
      pointer === "" ? "the whole" : code(pointer),
      speakers.join(", "),
      ...cells,
    ]),
  );
};
