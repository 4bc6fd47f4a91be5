/** Header names and values as they were sent, in their order. */
export type RealHeaders = readonly (readonly [name: string, value: string])[];

/** A body that went by. */
export interface RealBody {
  /** Absent where there were too many, or not all were seen. */
  bytes?: Uint8Array;
  /** How many were seen. */
  size: number;
}

/** An exchange as it was: nothing in it is redacted yet, and it goes nowhere else. */
export interface RealExchange {
  at: Date;
  request: { method: string; path: string; headers: RealHeaders; body: RealBody };
  response?: { status: number; headers: RealHeaders; body: RealBody; ms: number };
  error?: { code: string };
}
