import type { Delivery } from "./delivery.ts";

/** What a receiver answered. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** At most the first MiB, as text. */
  body: string;
  /** From sending to the end of the answer. */
  ms: number;
}

/** Why there is no whole answer. */
export type ExchangeErrorCode =
  | "refused"
  | "dns"
  | "tls"
  | "connect-timeout"
  | "timeout"
  | "reset"
  | "protocol"
  | "too-large"
  | "aborted"
  | "threw"
  | "not-a-response";

/** A delivery with what came back. */
export interface Exchange {
  delivery: Delivery;
  response?: Answer;
  error?: { code: ExchangeErrorCode; message: string };
}

/** Whether a receiver took a delivery. */
export const isAccepted = ({ response, error }: Exchange): boolean =>
  error === undefined && response !== undefined && response.status >= 200 && response.status < 300;
