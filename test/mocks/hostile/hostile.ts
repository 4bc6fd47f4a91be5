import type { Target } from "hookwright";

/** A receiver that misbehaves, while it is open. */
export interface Opened {
  target: Target;
  /** Requests that arrived, by their bodies' text where it can be known. */
  requests?: () => number;
  /** Bytes that the receiver could get rid of. */
  written?: () => number;
  /** Connections that are open still. */
  connections?: () => Promise<number>;
  close(): Promise<void>;
}

/** One misbehaviour, and what an exchange with it becomes. */
export interface Hostile {
  /** What the receiver does, in the words of docs/deliveries.md. */
  does: string;
  /** The error's code; none: it is an answer all the same. */
  code?: string;
  /** The status that the exchange keeps, if it arrives. */
  status?: number;
  open(timeout: number): Promise<Opened>;
}
