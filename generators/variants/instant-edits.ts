import type { Edit } from "./edits.ts";
import { type Field, said } from "./field-edits.ts";

const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?Z$/;

const FRACTIONS: Readonly<Record<string, string>> = {
  "no fractional digits": "",
  "3 fractional digits": ".123",
  "6 fractional digits": ".123456",
  "fractional digits without trailing zeros": ".12",
};

const isInstant = (field: Field): boolean =>
  typeof field.value === "string" && INSTANT.test(field.value) && said(field, "format").includes("date-time");

/** The instants of a payload with other fractions of a second, all at once: how many digits there are, no page promises. */
export const instantEdits = (fields: readonly Field[]): Edit[] => {
  const instants = fields.filter(isInstant);
  if (instants.length === 0) return [];
  return Object.entries(FRACTIONS).map(([what, fraction]) => ({
    name: `instants have ${what}`,
    certainty: "inferred",
    changes: Object.fromEntries(
      instants.map(({ pointer, value }) => [pointer, String(value).replace(INSTANT, `$1${fraction}Z`)]),
    ),
  }));
};
