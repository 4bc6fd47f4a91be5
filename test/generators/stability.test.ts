import { buildLifecycle, buildPayload } from "hookwright";
import { expect, it } from "vitest";
import { events, providers } from "../schemas/providers.ts";

// The same seed gives the same bytes on every machine and in every patch release: users commit what they build.
// A changed snapshot is user-visible: say so in CHANGELOG.md before updating it.

it.each(events)("the payload of $eventType at seed 42 is as it was", ({ provider, eventType }) => {
  expect(buildPayload(provider, eventType, {}, { seed: 42 })).toMatchSnapshot();
});

it.each(providers)("the full lifecycle of $name at seed 42 is as it was", (provider) => {
  const { steps } = buildLifecycle(provider, "full", { seed: 42 });
  expect(
    steps.map(({ step, at, status, eventType }) => `${step} ${at.toISOString()} ${status} ${eventType}`),
  ).toMatchSnapshot();
});
