import { visible } from "../../contracts/formats/visible.ts";
import { type Exchange, isAccepted } from "../../mocks/exchange.ts";

/** Colours a cell. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const HEAD = ["step", "event type", "answer", "faults"] as const;

const cells = ({ delivery, response, error }: Exchange): string[] =>
  [
    String(delivery.step ?? ""),
    delivery.eventType ?? "",
    error ? `${error.code}: ${error.message}` : `${response?.status} in ${response?.ms.toFixed(1)} ms`,
    delivery.faults.join(" "),
  ].map(visible); // a capture may be anybody's

/** Exchanges as a table, a line each below the head. */
export const exchangeTable = (exchanges: readonly Exchange[], { good, bad, faint }: Paint): string[] => {
  const rows = exchanges.map(cells);
  const widths = HEAD.map((name, i) => rows.reduce((width, row) => Math.max(width, row[i]?.length ?? 0), name.length));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return [
    faint(line(HEAD)),
    ...exchanges.map((exchange, i) => (isAccepted(exchange) ? good : bad)(line(rows[i] ?? []))),
  ];
};
