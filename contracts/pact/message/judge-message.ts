import type { Certainty } from "../../../schemas/json-schema.ts";
import { getAt, parsePointer } from "../../../schemas/pointer.ts";
import type { Provider } from "../../../schemas/provider.ts";
import { cut } from "../../formats/cut.ts";
import type { CheckCase, CheckResult } from "../../generated/report.ts";
import { formatBodyPath, parseBodyPath } from "../body-path.ts";
import type { ReadInteraction } from "../read-pact.ts";
import { compareBody, type Mismatch } from "./compare-body.ts";
import { eventTypesOf, type MeantEvents } from "./event-types-of.ts";
import { unjudgeable } from "./matchers.ts";
import { isAboutSubject, messagePayloads } from "./message-payloads.ts";
import { placeRules } from "./placed-rules.ts";
import { promiseAt } from "./promise-at.ts";
import { type MessageContents, readContents } from "./read-contents.ts";

/** Something that a message relies on and the schemas do not promise. */
interface Reliance {
  eventType: string;
  certainty: Certainty;
  text: string;
}

const SURE: ReadonlySet<Certainty> = new Set(["documented", "observed"]);
const LONGEST = 60;

const show = (value: unknown): string => cut(JSON.stringify(value) ?? "nothing", LONGEST);

// Where a payload begins in what is sent, as steps of a path.
const payloadSteps = ({ definition }: Provider, envelope: string): readonly string[] =>
  parsePointer(definition.envelopes?.find(({ name }) => name === envelope)?.payload ?? "");

const explain = (
  provider: Provider,
  eventType: string,
  envelope: string,
  { at, rule, expected, actual }: Mismatch,
  name: string,
): string => {
  const path = formatBodyPath(at) ?? JSON.stringify(at);
  const above = payloadSteps(provider, envelope);
  const isInside = above.every((part, i) => at[i] === part);
  if (!isInside) return `${path} is of the envelope "${envelope}", whose form is no promise (${rule}, ${name})`;
  const promise = promiseAt(provider, eventType, at.slice(above.length));
  if (rule !== "required")
    return `${rule} at ${path} expects ${expected}, but hookwright's schema ${promise.schema} promises no such thing: it may be ${show(actual)} (${name})`;
  const why = promise.isKnown
    ? `makes it optional${promise.certainty === "documented" ? "" : ` and of certainty ${promise.certainty}`}`
    : "does not promise it";
  return `required by the message pact at ${path}, but hookwright's schema ${promise.schema} ${why} (${name})`;
};

const reliancesOf = (
  provider: Provider,
  { eventTypes, envelope }: MeantEvents,
  { content, rules }: MessageContents,
  seeds: number,
): { found: Reliance[]; count: number } => {
  const placed = placeRules(rules);
  const found = new Map<string, Reliance>();
  const inner = getAt(content, `/${payloadSteps(provider, envelope).join("/")}`.replace(/\/$/, ""));
  const orphans = !isAboutSubject(provider, (inner ?? content) as never);
  let count = 0;
  for (const eventType of eventTypes)
    for (const { name, payload, certainty } of messagePayloads(provider, eventType, { seeds, envelope, orphans })) {
      count++;
      for (const mismatch of compareBody(content, payload, placed)) {
        const key = JSON.stringify([mismatch.at.map((part) => (typeof part === "number" ? 0 : part)), mismatch.rule]);
        const before = found.get(key);
        if (before && (SURE.has(before.certainty) || !SURE.has(certainty))) continue; // the surest, and the first of those
        found.set(key, { eventType, certainty, text: explain(provider, eventType, envelope, mismatch, name) });
      }
    }
  return { found: [...found.values()], count };
};

const rulesProblem = ({ rules }: MessageContents): string | undefined => {
  for (const [path, rule] of Object.entries(rules)) {
    if (!parseBodyPath(path)) return `its rule's path ${JSON.stringify(path)} is none that can be read`;
    const { matchers } = Object(rule);
    if (!Array.isArray(matchers)) return `its rule at ${path} has no list of matchers`;
    const reason = matchers.map(unjudgeable).find((one) => one !== undefined);
    if (reason !== undefined) return `at ${path} ${reason}`;
  }
  return undefined;
};

const CONTENT_TYPE = /^content-?type$/i;

// What else a queue's message has, a webhook has not.
const metadataNotes = ({ metadata }: MessageContents): string[] => {
  const others = Object.keys(metadata).filter((name) => !CONTENT_TYPE.test(name));
  return others.length === 0 ? [] : [`not judged: its metadata ${others.join(", ")}, which a webhook does not have`];
};

const contentTypeProblem = ({ definition }: Provider, { metadata }: MessageContents): string | undefined => {
  const [name, value] = Object.entries(metadata).find(([key]) => CONTENT_TYPE.test(key)) ?? [];
  const { contentType } = definition.delivery;
  const isSame = typeof value !== "string" || value.split(";")[0]?.trim() === contentType;
  return isSame ? undefined : `its metadata ${name} is ${JSON.stringify(value)}, but the provider sends ${contentType}`;
};

/** What a message pact relies on that the provider's schemas do not promise, as a check. */
export const judgeMessage = (provider: Provider, interaction: ReadInteraction, seeds: number): CheckResult => {
  const began = performance.now();
  const { key, description, notes } = interaction;
  const common = { id: key, severity: "error" as const, deliveries: 0, durationMs: 0 };
  const fail = (reason: string): CheckResult => ({
    ...common,
    notes: [description, ...notes],
    result: "fail",
    summary: `${description}: ${reason}`,
  });
  const contents = readContents(interaction);
  if (typeof contents === "string") return fail(contents);
  const problem = rulesProblem(contents) ?? contentTypeProblem(provider, contents);
  if (problem !== undefined) return fail(problem);
  const meant = eventTypesOf(provider, interaction, contents, placeRules(contents.rules));
  if (typeof meant === "string") return fail(meant);
  const { found, count } = reliancesOf(provider, meant, contents, seeds);
  const sure = found.filter(({ certainty }) => SURE.has(certainty));
  const [first] = sure.length > 0 ? sure : found;
  const rest = found
    .filter((one) => one !== first)
    .map(({ certainty, text }) => (SURE.has(certainty) ? text : `${certainty}: ${text}`));
  const cases = meant.eventTypes.map((name): CheckCase => {
    const own = found.find(({ eventType }) => eventType === name);
    return own ? { name, result: "fail", message: own.text } : { name, result: "pass" };
  });
  return {
    ...common,
    severity: sure.length > 0 || found.length === 0 ? "error" : "warning",
    result: first ? "fail" : "pass",
    ...(first && { summary: `${description}: ${first.text}` }),
    durationMs: Math.round(performance.now() - began),
    notes: [
      description,
      `${count} payloads of ${meant.eventTypes.join(", ")}`,
      ...notes,
      ...metadataNotes(contents),
      ...rest,
    ],
    cases,
  };
};
