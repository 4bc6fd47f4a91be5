import { HookwrightError } from "../../schemas/hookwright-error.ts";

/** An answer that is the server's own rather than a provider's, as `{ error: { code, message } }`. */
export const errorResponse = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response => Response.json({ error: { code, message: `[hookwright] ${message}` } }, { status, headers });

const CONFLICT = 409;
const BAD_REQUEST = 400;

/** The answer to a call that hookwright refused. */
export const refusalResponse = (
  { code, message }: HookwrightError,
  status: number = code === "busy" ? CONFLICT : BAD_REQUEST,
): Response => Response.json({ error: { code, message } }, { status });

/** The answer to a call that failed. */
export const failureResponse = (error: unknown): Response =>
  error instanceof HookwrightError
    ? refusalResponse(error)
    : errorResponse(500, "internal", `Failed to answer: ${String(error)}. This is a bug of hookwright.`);
