import { expect, it } from "vitest";
import { exchangeTable } from "../../cli/printing/exchange-table.ts";
import type { Exchange } from "../../mocks/exchange.ts";

const same = (text: string): string => text;
const PLAIN = { good: same, bad: same, faint: same };

const exchange = (eventType: string): Exchange => ({
  delivery: {
    eventType,
    method: "POST",
    query: {},
    headers: {},
    due: new Date(0),
    faults: [],
    body: new Uint8Array(),
  },
  response: { status: 204, headers: {}, body: "", ms: 1 },
});

it("an event type that is anybody's moves no cursor and begins no line", () => {
  const [, line = ""] = exchangeTable([exchange("a\u001b[2J\u009b\nb")], PLAIN);
  expect(line).toContain("a\\u001b[2J\\u009b\\nb");
});

it("a table may have 200,000 lines", () => {
  const exchanges = new Array<Exchange>(200_000).fill(exchange("ssl.renewed"));
  expect(exchangeTable(exchanges, PLAIN)).toHaveLength(200_001);
});
