import { fromBase64 } from "../../../mocks/proof/base64.ts";
import { isObject } from "../../../schemas/is-object.ts";
import { formatPointer, getAt } from "../../../schemas/pointer.ts";
import { row } from "../../../schemas/row.ts";
import { isEach, parseBodyPath, selectAt } from "../body-path.ts";
import { isMatcher, ruleHolds } from "../rule-holds.ts";
import { eachInteraction, type PactFile, type PactIssue } from "./pact-issue.ts";

/** The examples of a rule; `undefined` where none can be told. */
type Examples = readonly unknown[] | undefined;

const parsed = (text: string): Examples => {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
};

/** The JSON of a body, as Pact 4 writes it or as versions before do; of XML and forms nothing is known here. */
const contentOf = (body: unknown): Examples => {
  if (typeof body === "string") return parsed(body);
  if (!isObject(body) || !("content" in body)) return body === undefined ? undefined : [body];
  const { content, encoded } = body;
  if (typeof content !== "string") return [content];
  try {
    const isBase64 = String(encoded).toLowerCase() === "base64";
    return parsed(isBase64 ? new TextDecoder().decode(fromBase64(content)) : content);
  } catch {
    return undefined;
  }
};

const inBody = (part: unknown, path: string): Examples => {
  const steps = parseBodyPath(path);
  const content = contentOf(getAt(part, "/body") ?? getAt(part, "/contents"));
  return steps && content && selectAt(content[0], steps).map(([, value]) => value);
};

const named = (pairs: unknown, path: string): Examples => {
  const name = (parseBodyPath(path) ?? [path])[0];
  const found = Object.entries(Object(pairs)).find(([one]) => one.toLowerCase() === String(name).toLowerCase());
  return found ? [found[1]].flat() : [];
};

// Category to the examples that a rule of it speaks of.
const CATEGORIES: Readonly<Record<string, (part: unknown, path: string) => Examples>> = {
  body: inBody,
  header: (part, path) => named(getAt(part, "/headers"), path),
  query: (part, path) => named(getAt(part, "/query"), path),
  path: (part) => [getAt(part, "/path") ?? "/"],
  status: (part) => [getAt(part, "/status") ?? 200],
};

const mayBeNothing = (path: string): boolean => parseBodyPath(path)?.some(isEach) ?? true;

const judge = (rule: unknown, examples: Examples, path: string, pointer: string): PactIssue[] => {
  const matchers = getAt(rule, "/matchers");
  if (!Array.isArray(matchers) || matchers.length === 0)
    return [{ pointer, message: "has no matchers: it says nothing" }];
  const unknown = matchers.findIndex((matcher) => !isMatcher(matcher));
  if (unknown >= 0) {
    const name = JSON.stringify(getAt(matchers[unknown], "/match"));
    return [{ pointer: `${pointer}/matchers/${unknown}`, message: `is no matcher of Pact 4.0: ${name}` }];
  }
  if (examples?.length === 0 && !mayBeNothing(path))
    return [{ pointer, message: "speaks of what the example does not have" }];
  const wrong = examples?.find((example) => !ruleHolds({ combine: getAt(rule, "/combine"), matchers }, example));
  return examples === undefined || wrong === undefined
    ? []
    : [{ pointer, message: `is broken by its own example, ${JSON.stringify(wrong)}` }];
};

/** A category's rules: those of the path and the status have no paths of their own. */
const inCategory = (part: unknown, category: string, rules: unknown, at: string): PactIssue[] => {
  const examplesOf = row(CATEGORIES, category);
  if (!examplesOf || !isObject(rules)) return [];
  if ("matchers" in rules) return judge(rules, examplesOf(part, "$"), "$", at);
  return Object.entries(rules).flatMap(([path, rule]) =>
    judge(rule, examplesOf(part, path), path, at + formatPointer([path])),
  );
};

// Where an interaction, of one type or another, holds examples.
const PARTS = ["", "/request", "/response", "/response/0"];

/** Rules that Pact does not know, and examples that break them: a verifier never looks at those of a request. */
export const ruleIssues = (file: PactFile): PactIssue[] =>
  eachInteraction(file).flatMap(({ at, interaction }) =>
    PARTS.flatMap((pointer) => {
      const part = getAt(interaction, pointer);
      const rules = getAt(part, "/matchingRules");
      if (!isObject(rules)) return [];
      return Object.entries(rules).flatMap(([category, some]) =>
        inCategory(part, category, some, `${at}${pointer}/matchingRules${formatPointer([category])}`),
      );
    }),
  );
