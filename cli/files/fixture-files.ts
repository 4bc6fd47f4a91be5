import { subjectOf } from "../../generators/event.ts";
import { buildLifecycle } from "../../generators/lifecycle.ts";
import { buildPayload } from "../../generators/payload.ts";
import { variants } from "../../generators/variants.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";
import { fileSlugs } from "./file-slugs.ts";
import { type FixtureEntry, fixtureIndex } from "./fixture-index.ts";

/** A file to be written: its path from the directory, with slashes, and its whole content. */
export interface FixtureFile {
  path: string;
  content: string;
}

interface Fixture {
  entry: FixtureEntry;
  payload: object;
}

/** An event type or a lifecycle, its file name, and the subject that it alone is about. */
interface Named {
  name: string;
  slug: string;
  index: number;
}

const nameAll = (names: readonly string[], firstIndex: number): Named[] => {
  const slugs = fileSlugs(names);
  return names.map((name, i) => ({ name, slug: slugs[i] ?? "", index: firstIndex + i }));
};

const judgedBy = (provider: Provider, payload: object): Pick<FixtureEntry, "status" | "subject"> => ({
  status: getAt(payload, provider.definition.status) as string,
  subject: subjectOf(provider, payload),
});

const eventFixture = (provider: Provider, seed: number, { name: eventType, slug, index }: Named): Fixture => {
  const payload = buildPayload(provider, eventType, undefined, { seed, index });
  return { entry: { path: `events/${slug}.json`, eventType, ...judgedBy(provider, payload) }, payload };
};

const variantFixtures = (provider: Provider, seed: number, { name: eventType, slug, index }: Named): Fixture[] => {
  const all = variants(provider, eventType, { seed, index });
  const slugs = fileSlugs(all.map(({ name }) => name));
  return all.map(({ name: variant, certainty, payload }, i) => {
    const path = `variants/${slug}/${slugs[i]}.json`;
    return { entry: { path, eventType, variant, certainty, ...judgedBy(provider, payload) }, payload };
  });
};

const lifecycleFixtures = (
  provider: Provider,
  seed: number,
  { name: lifecycle, slug, index }: Named,
  eventSlugs: ReadonlyMap<string, string>,
): Fixture[] => {
  const { steps } = buildLifecycle(provider, lifecycle, { seed, index });
  const digits = Math.max(2, String(steps.length).length); // sorted by name they stand in their order
  return steps.map(({ step, eventType, payload, at, status, orphan, subject }) => {
    const path = `lifecycles/${slug}/${String(step).padStart(digits, "0")}-${eventSlugs.get(eventType)}.json`;
    const about = subject && { subject };
    return { entry: { path, eventType, lifecycle, step, status, at: at.toISOString(), orphan, ...about }, payload };
  });
};

const jsonFile = (path: string, value: object): FixtureFile => ({
  path,
  content: `${JSON.stringify(value, null, 2)}\n`,
});

/**
 * A provider's payloads as files, and the index.json that says what each of them is: the same for the same seed. Each event
 * type and each lifecycle is about a subject of its own, so that one receiver can be sent them all.
 */
export const fixtureFiles = (provider: Provider, seed: number): FixtureFile[] => {
  const events = nameAll(provider.eventTypes, 0);
  const lifecycles = nameAll(provider.lifecycles, events.length);
  const slugs = new Map(events.map(({ name, slug }) => [name, slug]));
  const fixtures = [
    ...events.map((event) => eventFixture(provider, seed, event)),
    ...events.flatMap((event) => variantFixtures(provider, seed, event)),
    ...lifecycles.flatMap((lifecycle) => lifecycleFixtures(provider, seed, lifecycle, slugs)),
  ];
  const index = fixtureIndex(
    provider,
    seed,
    fixtures.map(({ entry }) => entry),
  );
  return [jsonFile("index.json", index), ...fixtures.map(({ entry, payload }) => jsonFile(entry.path, payload))];
};
