import type { Instant } from "../../schemas/provider.ts";
import type { ProviderFolder } from "../../schemas/provider-folder.ts";
import { authInWords } from "./auth-in-words.ts";
import { secondsInWords } from "./in-words.ts";
import { code, table } from "./table.ts";

const FORMS: Readonly<Record<Instant["form"], string>> = {
  "date-time": "an RFC 3339 instant",
  "unix-seconds": "whole seconds since 1970",
};

const PER = {
  run: "one for all",
  name: "one for each name, which survives deletion and recreation",
  subject: "one for each subject",
  replacement: "a new one for each certificate",
} as const;

const instantInWords = ({ pointer, form }: Instant): string => `${code(pointer)}, ${FORMS[form]}`;

/** How a provider's deliveries look: a Markdown table. */
export const deliveryTable = ({ provider }: ProviderFolder): string => {
  const { delivery, orphan = [], eventId, created } = provider;
  const { method, contentType, auth, authWithSecret, timeout } = delivery;
  return table(
    ["what", "how it is"],
    [
      ["request", `${code(method)}, ${code(contentType)}`],
      ["proves itself by", authInWords(auth)],
      ...(authWithSecret ? [["a secret that you give goes", authInWords(authWithSecret)]] : []),
      ["waits for an answer", timeout === undefined ? "not documented" : secondsInWords(timeout / 1000)],
      ["event type", code(provider.eventType)],
      ["event's own id", eventId === undefined ? "none" : code(eventId)],
      ["state after the event", code(provider.status)],
      ["time of the event", instantInWords(provider.time)],
      ...(created ? [["time of the subject's creation", instantInWords(created)]] : []),
      ["events of what was replaced leave out", orphan.map(code).join(", ") || "nothing: none are documented"],
    ],
  );
};

/** What an event is about, field by field: a Markdown table. */
export const subjectTable = ({ provider }: ProviderFolder): string =>
  table(
    ["field of the subject", "where", "how many there are"],
    Object.entries(provider.subject).map(([name, { pointer, per }]) => [code(name), code(pointer), PER[per]]),
  );
