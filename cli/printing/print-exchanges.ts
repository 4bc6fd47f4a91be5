import { redact, redactAll, type Secrets } from "../../contracts/wording/redact.ts";
import { type Exchange, isAccepted } from "../../mocks/exchange.ts";
import { INTERRUPTED } from "../interrupt.ts";
import { exchangeTable, type Paint } from "./exchange-table.ts";
import { terminalColors } from "./terminal-colors.ts";

const PAINT: Paint = { good: (text) => text, bad: terminalColors.red, faint: terminalColors.dim };

/** An exchange whose answer repeats no secret. */
const redacted = ({ delivery, response, error }: Exchange, secrets: Secrets): Exchange => ({
  delivery,
  ...(response && {
    response: {
      ...response,
      headers: redactAll(response.headers, secrets) as Record<string, string>,
      body: redact(response.body, secrets),
    },
  }),
  ...(error && { error: { ...error, message: redact(error.message, secrets) } }),
});

const UNREACHABLE: readonly unknown[] = ["refused", "dns"];

/** The exit code of what was sent: 2 where nobody was there for any of it. */
export const exitCodeOf = (exchanges: readonly Exchange[], isInterrupted: boolean): number => {
  if (isInterrupted) return INTERRUPTED;
  const isNobodyThere = exchanges.length > 0 && exchanges.every(({ error }) => UNREACHABLE.includes(error?.code));
  return isNobodyThere ? 2 : exchanges.every(isAccepted) ? 0 : 1;
};

/** Prints exchanges as a table, or each by `toJson`; no answer repeats a secret. */
export const printExchanges = (
  exchanges: readonly Exchange[],
  secrets: Secrets,
  toJson: ((exchange: Exchange) => object) | undefined,
): void => {
  const shown = exchanges.map((exchange) => redacted(exchange, secrets));
  for (const line of toJson ? shown.map((one) => JSON.stringify(toJson(one))) : exchangeTable(shown, PAINT))
    console.log(line);
};
