import type { CheckResult, Counterexample, SentDelivery } from "../generated/report.ts";
import { type Colors, PLAIN } from "./colors.ts";
import { cut } from "./cut.ts";
import { visibleAll } from "./visible.ts";

const OBSERVED_LENGTH = 200; // a row may have many columns; the JSON report has them all
const ANSWER_LENGTH = 500;
const BODY_LENGTH = 2000;
const PAGE = "node_modules/hookwright/docs/checks.md"; // why a check matters, and how to mend a receiver

const answerOf = ({ response, error }: SentDelivery): string =>
  error ? error.code : String(response?.status ?? "no answer");

const deliveryLine = (sent: SentDelivery, i: number): string => {
  const seen = sent.observed === undefined ? "" : `, then ${cut(JSON.stringify(sent.observed), OBSERVED_LENGTH)}`;
  const faults = sent.faults.length === 0 ? "" : ` [${sent.faults.join(", ")}]`;
  return `${i + 1}. ${sent.eventType ?? sent.request.method}${faults} → ${answerOf(sent)}${seen}`;
};

// What to send to a URL is a command; what a function was given is shown as it was, unless it is the secret that matters.
const lastSent = ({ curl, deliveries }: Counterexample): string[] => {
  if (curl !== undefined) return [curl];
  const { body = "", headers = {} } = deliveries.at(-1)?.request ?? {};
  return body === "" || "(secret)" in headers ? [] : [`sent     ${cut(body, BODY_LENGTH)}`];
};

const counterexampleLines = (
  id: string,
  found: Counterexample,
  notes: readonly string[],
  { dim, bold }: Colors,
): string[] => [
  ...(found.lifecycle === undefined ? [] : [`lifecycle ${found.lifecycle}`]),
  ...found.deliveries.map(deliveryLine),
  `${bold("expected")} ${cut(found.expected, ANSWER_LENGTH)}`,
  `${bold("actual")}   ${cut(found.actual, ANSWER_LENGTH)}`,
  ...(found.hint === undefined ? [] : [`${bold("hint")}     ${found.hint}`]),
  ...notes.map((note) => `${bold("note")}     ${note}`),
  `${bold("see")}      ${PAGE}#${id}`,
  `${bold("replay")}   ${found.replay.command ?? found.replay.code}`,
  ...lastSent(found).map(dim),
];

/** Why a check failed, line by line: what was sent, answered, expected, and how to see it again. */
export const failureLines = ({ id, notes, summary = "", counterexample }: CheckResult, colors: Colors): string[] => {
  const unsaid = notes.filter((note) => !summary.includes(note));
  return counterexample
    ? counterexampleLines(id, counterexample, unsaid, colors)
    : unsaid.map((note) => `${colors.bold("note")}     ${note}`);
};

/** One check's failure for people, as a test's message. */
export const formatCheck = (check: CheckResult): string => {
  const shown = visibleAll(check);
  return [
    `${shown.id}: ${shown.summary ?? shown.reason ?? shown.result}`,
    ...(shown.result === "fail" ? failureLines(shown, PLAIN) : []),
  ].join("\n");
};
