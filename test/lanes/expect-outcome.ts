import { expect } from "vitest";
import type { Outcome } from "./story.ts";

/** Holds the story's outcome to what it is in every runtime. */
export const expectOutcome = (outcome: Outcome, runtime: RegExp, checks: number): void => {
  expect(outcome).toMatchObject({
    runtime: expect.stringMatching(runtime),
    webhooks: [
      ["validation.succeeded", 204],
      ["issuance.succeeded", 204],
      ["deployment.succeeded", 204],
      ["renewal.upcoming_certificate_expiration_notification", 204],
      ["renewal.succeeded", 204],
      ["deployment.succeeded", 204],
    ],
    page: { hostname: "shop.acme.com", state: "live" },
    delivered: [204, 204, 204],
    checks: { pass: checks, fail: 0, warn: 0, skip: 0 },
    problems: [],
  });
};
