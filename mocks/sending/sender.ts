import type { Delivery } from "../delivery.ts";
import { tokenInPath } from "./token-in-path.ts";

/** Told of what comes back for one delivery, in this order; after `end` or `fail` whatever else is said is not heard. */
export interface Reception {
  /** There is a connection, and the request is on its way. */
  connected(): void;
  head(status: number, headers: Record<string, string>): void;
  chunk(bytes: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

/** Sends deliveries to one target. */
export interface Sender {
  /** Sends once and never again; the answer is a function that breaks off and lets go of the connection. */
  send(delivery: Delivery, reception: Reception): () => void;
  /** The target as it was given. */
  url: string;
  /** Fails where nothing listens; sends nothing, so that no receiver is disturbed. */
  knock(): Promise<void>;
  /** The receiver is a function here, not behind the URL. */
  inProcess: boolean;
  /** Some connection is being made at this moment. */
  isConnecting(): boolean;
  close(): Promise<void>;
}

/** The URL of a delivery: its query added, or its first value put where the target says `{secret}`. */
export const urlOf = (target: string, delivery: Delivery): URL => {
  const inPath = tokenInPath(target, delivery.query);
  const url = new URL(inPath.target);
  for (const [name, value] of Object.entries(inPath.query)) url.searchParams.set(name, value);
  return url;
};
