import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import type { Command } from "commander";
import { count } from "../contracts/formats/count.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { getAt } from "../schemas/pointer.ts";
import type { Issue, Provider } from "../schemas/provider.ts";
import { validatePayload } from "../schemas/validate.ts";

const linesOf = async function* (file: string): AsyncGenerator<string> {
  const input = file === "-" ? process.stdin : createReadStream(file, "utf8");
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new HookwrightError(
      "invalid-option",
      `Failed to read ${file}: ${(cause as Error).message}. Give a file of one JSON value a line, or -.`,
      { cause },
    );
  }
};

/** The payload in a captured body: itself, or what a known envelope holds. */
const unwrap = ({ definition }: Provider, body: unknown): unknown => {
  if (getAt(body, definition.eventType) !== undefined) return body;
  const inner = (definition.envelopes ?? []).map(({ payload }) => getAt(body, payload));
  return inner.find((value) => getAt(value, definition.eventType) !== undefined) ?? body;
};

const isTestMessage = ({ definition }: Provider, body: unknown): boolean =>
  (definition.testMessages ?? []).some((message) => isDeepStrictEqual(message.body, body));

type Verdict = "valid" | "test message" | "violation" | "drift" | "broken";

// What the provider documents is violated; anything less sure has drifted.
const kindOf = ({ certainty }: Issue): Verdict => (certainty === "documented" ? "violation" : "drift");

const judge = (provider: Provider, line: string): { verdict: Verdict; messages: string[] } => {
  let body: unknown;
  try {
    body = JSON.parse(line.replace(/^\uFEFF/, "")); // a byte order mark is no part of the first line
  } catch (error) {
    return { verdict: "broken", messages: [`broken: ${(error as Error).message}`] };
  }
  if (isTestMessage(provider, body)) return { verdict: "test message", messages: ["test message"] };
  const issues = validatePayload(provider, unwrap(provider, body));
  const kinds = issues.map(kindOf);
  const verdict = kinds.includes("violation") ? "violation" : kinds.includes("drift") ? "drift" : "valid";
  return { verdict, messages: issues.map((issue, i) => `${kinds[i]}: ${issue.pointer || "/"} ${issue.message}`) };
};

const validate = async (name: string, file: string, { strict = false }: { strict?: boolean }): Promise<void> => {
  const provider = await loadProvider(name);
  const counts: Record<Verdict, number> = { valid: 0, "test message": 0, violation: 0, drift: 0, broken: 0 };
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    if (line.trim() === "") continue;
    const { verdict, messages } = judge(provider, line);
    counts[verdict]++;
    for (const message of messages) console.log(`line ${number}: ${message}`);
  }
  const tests =
    counts["test message"] === 0 ? "" : `, ${count(counts["test message"], "test message", "test messages")}`;
  console.log(
    `${counts.valid} valid${tests}, ${counts.violation} with violations, ${counts.drift} with drift only, ${counts.broken} broken`,
  );
  process.exitCode = counts.violation + counts.broken + (strict ? counts.drift : 0) > 0 ? 1 : 0;
};

/** `hookwright validate`: captured traffic against the schemas. */
export const addValidate = (program: Command): void => {
  program
    .command("validate <provider> <file>")
    .description("check captured payloads, one a line, against the schemas; - reads standard input")
    .option("--strict", "drift fails, too")
    .action(validate);
};
