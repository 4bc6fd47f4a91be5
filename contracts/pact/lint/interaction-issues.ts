import { isObject } from "../../../schemas/is-object.ts";
import { getAt } from "../../../schemas/pointer.ts";
import { row } from "../../../schemas/row.ts";
import { eachInteraction, isVersion4, type PactFile, type PactIssue } from "./pact-issue.ts";

const HTTP = "Synchronous/HTTP";

// Type to what Pact puts a value of its own for, where it is missing.
const NEEDED: Readonly<Record<string, Readonly<Record<string, "string" | "number">>>> = {
  [HTTP]: { "/request/method": "string", "/request/path": "string", "/response/status": "number" },
  "Asynchronous/Messages": {},
  "Synchronous/Messages": {},
};

const typeIssues = (type: unknown, pointer: string): PactIssue[] => {
  if (typeof type === "string" && row(NEEDED, type)) return [];
  const known = Object.keys(NEEDED).join(", ");
  return [
    { pointer, message: `${type === undefined ? "is missing" : `is ${JSON.stringify(type)}`}: give one of ${known}` },
  ];
};

const issuesOf = (interaction: unknown, at: string, isFour: boolean): PactIssue[] => {
  if (!isObject(interaction)) return [{ pointer: at, message: "is no interaction" }];
  const { type, pending, description } = interaction;
  const needed = Object.entries(row(NEEDED, String(type)) ?? {});
  return [
    ...(isFour ? typeIssues(type, `${at}/type`) : []),
    ...(typeof description === "string" && description !== ""
      ? []
      : [{ pointer: `${at}/description`, message: "is missing: Pact's output names an interaction by it" }]),
    ...(pending === true ? [{ pointer: `${at}/pending`, message: "is true: Pact passes it though it fails" }] : []),
    ...needed.flatMap(([pointer, wanted]) =>
      typeof getAt(interaction, pointer) === wanted
        ? []
        : [{ pointer: at + pointer, message: `is no ${wanted}: Pact takes one of its own` }],
    ),
  ];
};

/** What is wrong with interactions, each by itself. */
export const interactionIssues = (file: PactFile): PactIssue[] =>
  eachInteraction(file).flatMap(({ at, interaction }) => issuesOf(interaction, at, isVersion4(file)));
