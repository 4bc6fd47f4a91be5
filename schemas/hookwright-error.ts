import type { Issue } from "./provider.ts";

/** Stable codes of the errors that hookwright throws. */
export type ErrorCode =
  | "unknown-name"
  | "invalid-provider"
  | "invalid-schema"
  | "invalid-payload"
  | "invalid-override"
  | "invalid-option"
  | "illegal-step"
  | "nothing-listening"
  | "not-allowed"
  | "missing-peer"
  | "invalid-config"
  | "invalid-pact"
  | "busy";

/**
 * Every error that hookwright throws on purpose: the message says what failed, with which value, and what to do.
 * @example catch (error) { if (error instanceof HookwrightError && error.code === 'invalid-payload') error.issues }
 */
export class HookwrightError extends Error {
  readonly code: ErrorCode;
  /** What is wrong with a payload, where that is the reason. */
  readonly issues: readonly Issue[];

  constructor(code: ErrorCode, message: string, options: { issues?: readonly Issue[]; cause?: unknown } = {}) {
    super(`[hookwright] ${message}`, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "HookwrightError";
    this.code = code;
    this.issues = options.issues ?? [];
  }
}
