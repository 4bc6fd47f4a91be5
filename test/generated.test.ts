import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildLifecycle, buildPayload, defineProvider, type Provider } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { generate } from "../codegen/generate.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const bound: readonly Provider[] = [cloudflare as unknown as Provider, cloud66 as unknown as Provider];

it("every generated file is what schemas/ gives, twice", { timeout: 120_000 }, async () => {
  const [first, second] = [await generate(root), await generate(root)];
  expect(second).toEqual(first);
  const stale = first
    .filter(({ path, content }) => readFileSync(`${root}/${path}`, "utf8") !== content)
    .map(({ path }) => path);
  expect(stale).toEqual([]);
});

it.each(bound.map((provider) => [provider.name, provider] as const))(
  "%s is the same ahead of time and at run time",
  async (name, provider) => {
    const atRunTime = await defineProvider(`${root}/schemas/${name}`);
    expect(atRunTime.eventTypes).toEqual(provider.eventTypes);
    for (const eventType of provider.eventTypes)
      for (let index = 0; index < 20; index++) {
        const options = { seed: 42, index };
        expect(JSON.stringify(buildPayload(atRunTime, eventType, {}, options))).toBe(
          JSON.stringify(buildPayload(provider, eventType, {}, options)),
        );
      }
    for (const lifecycle of provider.lifecycles) {
      const payloads = (one: Provider) =>
        buildLifecycle(one, lifecycle, { seed: 3 }).steps.map(({ payload }) => JSON.stringify(payload));
      expect(payloads(atRunTime)).toEqual(payloads(provider));
    }
  },
);
