import { getAt } from "../../../schemas/pointer.ts";
import { eachInteraction, isVersion4, type PactFile, type PactIssue, versionOf } from "./pact-issue.ts";

const namesNobody = (pact: unknown, who: "consumer" | "provider"): PactIssue[] => {
  const pointer = `/${who}/name`;
  const name = getAt(pact, pointer);
  if (typeof name === "string" && name.trim() !== "") return [];
  return [{ pointer, message: `names no ${who}: Pact accepts the file for any` }];
};

const versionIssues = (file: PactFile): PactIssue[] => {
  if (isVersion4(file)) return [];
  const version = versionOf(file.pact);
  const found = version === "" ? "is missing" : `is "${version}"`;
  return [
    { pointer: "/metadata/pactSpecification/version", message: `${found}: keys and types of interactions need "4.0"` },
  ];
};

/** What is wrong with a file as a whole. */
export const documentIssues = (file: PactFile): PactIssue[] => [
  ...versionIssues(file),
  ...namesNobody(file.pact, "consumer"),
  ...namesNobody(file.pact, "provider"),
  ...(eachInteraction(file).length === 0
    ? [{ pointer: file.lists[0]?.at ?? "/interactions", message: "is empty: Pact passes a file without any" }]
    : []),
];
