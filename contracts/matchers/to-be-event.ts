import type { Issue } from "../../schemas/provider.ts";
import { validatePayload } from "../../schemas/validate.ts";
import type { MatcherFunctions } from "./matcher.ts";

const issueLine = ({ pointer, message, certainty }: Issue): string =>
  `  ${pointer === "" ? "the value" : pointer} ${message}${certainty === "documented" ? "" : ` (${certainty})`}`;

/** Whether a value is a payload; each issue is a line. */
export const toBeEvent: MatcherFunctions["toBeEvent"] = (received, provider, eventType) => {
  const issues = validatePayload(provider, received, eventType);
  const wanted = `a payload of ${provider.name}${eventType === undefined ? "" : `, ${eventType}`}`;
  return {
    pass: issues.length === 0,
    message: () =>
      issues.length === 0
        ? `expected anything but ${wanted}`
        : [`expected ${wanted}:`, ...issues.map(issueLine)].join("\n"),
  };
};
