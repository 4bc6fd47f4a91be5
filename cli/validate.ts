import type { Command } from "commander";
import { isCaptureLike, readCapture } from "../contracts/captures/read-capture.ts";
import { payloadOf, testMessageOf } from "../contracts/captures/recognise.ts";
import { count } from "../contracts/formats/count.ts";
import { visible } from "../contracts/formats/visible.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Issue, Provider } from "../schemas/provider.ts";
import { validatePayload } from "../schemas/validate.ts";
import { filesIn } from "./files/files-in.ts";
import { readLines, TOO_LONG } from "./files/read-lines.ts";

type Verdict = "valid" | "test message" | "of others" | "violation" | "drift" | "broken";

interface Judgement {
  verdict: Verdict;
  messages: string[];
}

const broken = (problem: string): Judgement => ({ verdict: "broken", messages: [`broken: ${problem}`] });

// What the provider documents is violated; anything less sure has drifted.
const kindOf = ({ certainty }: Issue): Verdict => (certainty === "documented" ? "violation" : "drift");

const judgeBody = (provider: Provider, body: unknown): Judgement => {
  if (testMessageOf([provider], body)) return { verdict: "test message", messages: ["test message"] };
  const issues = validatePayload(provider, payloadOf(provider, body));
  const kinds = issues.map(kindOf);
  const verdict = kinds.includes("violation") ? "violation" : kinds.includes("drift") ? "drift" : "valid";
  return { verdict, messages: issues.map((issue, i) => `${kinds[i]}: ${issue.pointer || "/"} ${issue.message}`) };
};

const judgeCapture = (provider: Provider, value: unknown): Judgement => {
  const read = readCapture(value);
  if ("problem" in read) return broken(read.problem);
  const { provider: sender, request } = read.capture;
  if (sender !== provider.name) return { verdict: "of others", messages: [] };
  if (request.body && "json" in request.body) return judgeBody(provider, request.body.json);
  return broken("a capture of a request whose body is no JSON");
};

const judge = (provider: Provider, line: string | undefined): Judgement => {
  if (line === undefined) return broken(TOO_LONG);
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, "")); // a byte order mark is no part of the first line
  } catch (error) {
    return broken((error as Error).message);
  }
  return isCaptureLike(value) ? judgeCapture(provider, value) : judgeBody(provider, value);
};

const validate = async (
  name: string,
  paths: readonly string[],
  { strict = false }: { strict?: boolean },
): Promise<void> => {
  const provider = await loadProvider(name);
  const files = await filesIn(paths, ".ndjson");
  const counts: Record<Verdict, number> = {
    valid: 0,
    "test message": 0,
    "of others": 0,
    violation: 0,
    drift: 0,
    broken: 0,
  };
  for (const file of files)
    for await (const { number, text } of readLines(file)) {
      if (text?.trim() === "") continue;
      const { verdict, messages } = judge(provider, text);
      counts[verdict]++;
      const place = files.length === 1 ? `line ${number}` : `${file}:${number}`;
      for (const message of messages) console.log(`${place}: ${visible(message)}`);
    }
  if (Object.values(counts).every((one) => one === 0))
    throw new HookwrightError(
      "invalid-option",
      `Failed to validate: there is nothing in ${files.join(", ")}. Give files of one JSON value a line.`,
    );
  const tests =
    counts["test message"] === 0 ? "" : `, ${count(counts["test message"], "test message", "test messages")}`;
  const others = counts["of others"] === 0 ? "" : `, ${counts["of others"]} of others`;
  console.log(
    `${counts.valid} valid${tests}${others}, ${counts.violation} with violations, ${counts.drift} with drift only, ${counts.broken} broken`,
  );
  process.exitCode = counts.violation + counts.broken + (strict ? counts.drift : 0) > 0 ? 1 : 0;
};

/** `hookwright validate`: captured traffic against the schemas. */
export const addValidate = (program: Command): void => {
  program
    .command("validate <provider> <file...>")
    .description(
      "check captures, or payloads, one a line, against the schemas; of a folder each *.ndjson, - is standard input",
    )
    .option("--strict", "drift fails, too")
    .action(validate);
};
