import type { Exchange } from "../../mocks/exchange.ts";

type Row = { applies: (exchange: Exchange, given: { secret?: string }) => boolean; hint: string };

const status =
  (...codes: number[]) =>
  ({ response }: Exchange): boolean =>
    response !== undefined && codes.includes(response.status);

const refused = status(401, 403);

// Common causes, the first that applies.
const ROWS: readonly Row[] = [
  {
    applies: ({ error }) => error?.code === "refused",
    hint: "The receiver listened when this run began and does not any more: look for a crash.",
  },
  {
    applies: status(301, 302, 307, 308),
    hint: "The receiver redirects; providers do not follow. Give the final URL, or accept plain http here.",
  },
  {
    applies: (exchange, { secret }) => refused(exchange) && secret === undefined,
    hint: "No secret was given, so none was sent: give the one that the receiver has.",
  },
  {
    applies: refused,
    hint: "Refused with the right secret: compare it with the one the receiver has, and exempt the route from CSRF protection.",
  },
  {
    applies: status(404),
    hint: "No such route, or the receiver looked for a row that does not exist yet: check the path, or give prepare.",
  },
  { applies: status(405), hint: "The route does not take POST." },
  { applies: status(413), hint: "The body parser's limit is too small." },
  { applies: status(415), hint: "The body parser refuses application/json." },
  { applies: status(429), hint: "The receiver limits the rate: send fewer at the same time (concurrency)." },
  {
    applies: status(400, 422),
    hint: "The receiver finds the payload invalid: compare its schema with the provider's, which `hookwright build` prints.",
  },
  { applies: ({ error }) => error?.code === "timeout", hint: "No answer came: answer first, work later." },
];

/** A likely cause of an answer, where it is a common one. */
export const hintFor = (exchange: Exchange, given: { secret?: string }): string | undefined =>
  ROWS.find(({ applies }) => applies(exchange, given))?.hint;
