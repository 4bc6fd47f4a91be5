import { createHash } from "node:crypto";
import { faker } from "@faker-js/faker/locale/en";
import { buildLifecycle, buildPayload } from "hookwright";
import { expect, it } from "vitest";
import { ownFaker } from "../../generators/compile/own-faker.ts";
import { compileProvider } from "../../generators/compile-provider.ts";
import { events, providers } from "../schemas/providers.ts";

// The same seed gives the same bytes on every machine and in every patch release: users commit what they build.
// A changed snapshot is user-visible: say so in a changeset before updating it.

it.each(events)("the payload of $eventType at seed 42 is as it was", ({ provider, eventType }) => {
  expect(buildPayload(provider, eventType, {}, { seed: 42 })).toMatchSnapshot();
});

it.each(providers)("the full lifecycle of $name at seed 42 is as it was", (provider) => {
  const { steps } = buildLifecycle(provider, "full", { seed: 42 });
  expect(
    steps.map(({ step, at, status, eventType }) => `${step} ${at.toISOString()} ${status} ${eventType}`),
  ).toMatchSnapshot();
});

// The same on every machine and every Node.
it("a thousand payloads of each event type, as text, have the digest that they had", () => {
  const digest = createHash("sha256");
  for (const { provider, eventType } of events)
    for (let index = 0; index < 1000; index++)
      digest.update(
        provider.generator(eventType).text({ seed: 42, run: 0, index, incarnation: 0, replacement: 0, step: 1 }),
      );
  expect(digest.digest("hex")).toMatchInlineSnapshot(
    `"aaa5654d6c7b47301eef1e571e7f1bf3034cdb6e049500d8c5be7feb0b8835f5"`,
  );
});

it.each(events)("the text of $eventType is the JSON of its value, byte for byte", ({ provider, eventType }) => {
  const { draw, text } = provider.generator(eventType);
  const time = provider.definition.time.form === "unix-seconds" ? 1_767_225_600 : "2026-01-01T00:00:00Z";
  for (let index = 0; index < 500; index++) {
    const drawn = { seed: 7, run: 3, index, incarnation: 1, replacement: 2, step: 4, time };
    expect(text(drawn)).toBe(JSON.stringify(draw(drawn)));
  }
});

it("no built-in generator tries its values: all is sure when it is compiled", async () => {
  for (const { folder } of providers) {
    const { events: compiled, envelopes } = compileProvider(folder(), ownFaker(faker));
    for (const { trials } of [...Object.values(compiled), ...Object.values(envelopes)]) expect(trials.size).toBe(0);
  }
});
