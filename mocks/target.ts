import { openListener, openUrl } from "#transport";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { NodeListener } from "./node-listener.ts";
import { type FetchFunction, openFunction } from "./sending/function-sender.ts";
import { CONCURRENCY, TIMEOUT_MS } from "./sending/send-defaults.ts";
import type { Sender } from "./sending/sender.ts";

/** Where deliveries go: a URL, a fetch function, an object with one, or what `nodeListener` makes. */
export type Target = string | URL | FetchFunction | { fetch: FetchFunction } | NodeListener;

const IN_PROCESS = "http://localhost/";

const readUrl = (target: string): string => {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return target;
  throw new HookwrightError(
    "invalid-option",
    `Failed to open the target "${target}": it is no http or https URL. Give one like http://127.0.0.1:3000/webhooks, a fetch function, an object with one, or nodeListener(app).`,
  );
};

/** What `openTarget` takes. */
export interface TargetOptions {
  /** Connections at the same time. @default 8 */
  concurrency?: number;
  /** Milliseconds for a connection. @default 10000 */
  timeout?: number;
  /** The URL that a receiver in this process sees. @default 'http://localhost/' */
  url?: string;
}

/**
 * Opens a target for sending.
 * @throws HookwrightError `invalid-option` for what is no target
 */
export const openTarget = async (
  target: Target,
  { concurrency = CONCURRENCY, timeout = TIMEOUT_MS, url = IN_PROCESS }: TargetOptions = {},
): Promise<Sender> => {
  if (typeof target === "function") return openFunction(target, readUrl(url));
  if (typeof target === "object" && target !== null && "fetch" in target)
    return openFunction((request) => target.fetch(request), readUrl(url));
  if (typeof target === "object" && target !== null && "nodeListener" in target)
    return openListener(target, readUrl(url), concurrency, timeout);
  return openUrl(readUrl(String(target)), concurrency, timeout);
};
