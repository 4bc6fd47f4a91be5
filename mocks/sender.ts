import type { Delivery } from "./delivery.ts";

/** An answer whose body is still to be read. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array> | undefined;
}

/** Sends deliveries to one target. */
export interface Sender {
  send(delivery: Delivery, signal: AbortSignal): Promise<RawAnswer>;
  /** The target as it was given. */
  url: string;
  /** Fails where nothing listens; sends nothing, so that no receiver is disturbed. */
  knock(): Promise<void>;
  /** The receiver is a function here, not behind the URL. */
  inProcess: boolean;
  close(): Promise<void>;
}

const SECRET = /\{secret\}|%7Bsecret%7D/gi;

/** The URL of a delivery: its query added, or its first value put where the target says `{secret}`. */
export const urlOf = (target: string, delivery: Delivery): URL => {
  const [token, ...others] = Object.entries(delivery.query);
  const inPath = token !== undefined && target.search(SECRET) >= 0;
  const url = new URL(inPath ? target.replaceAll(SECRET, encodeURIComponent(token[1])) : target);
  for (const [name, value] of inPath || token === undefined ? others : [token, ...others])
    url.searchParams.set(name, value);
  return url;
};
