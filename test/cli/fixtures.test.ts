import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLifecycle, defineProvider, type Provider, validatePayload, variants } from "hookwright";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type FixtureFile, fixtureFiles } from "../../cli/files/fixture-files.ts";
import { checkFixtures, writeFixtures } from "../../cli/files/fixture-folder.ts";
import type { FixtureEntry, FixtureIndex } from "../../cli/files/fixture-index.ts";
import { getAt } from "../../schemas/pointer.ts";
import { providers } from "../schemas/providers.ts";
import { linesOf, runCli } from "../support/run-cli.ts";
import { thrownBy } from "../support/thrown.ts";

const indexOf = (files: readonly FixtureFile[]): FixtureIndex => JSON.parse(files[0]?.content ?? "");

describe.each(providers.map((provider) => ({ name: provider.name, provider })))("fixtures of $name", ({ provider }) => {
  const files = fixtureFiles(provider, 7);
  const index = indexOf(files);
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  const payloadOf = ({ path }: FixtureEntry): object => JSON.parse(contents.get(path) ?? "");

  it("every file but index.json is listed, once", () => {
    expect(files[0]?.path).toBe("index.json");
    expect(index.files.map(({ path }) => path)).toEqual(files.slice(1).map(({ path }) => path));
    expect(contents.size).toBe(files.length);
  });

  it("every payload is valid, of the event type that index.json says", () => {
    for (const entry of index.files) expect(validatePayload(provider, payloadOf(entry), entry.eventType)).toEqual([]);
  });

  it("every file is JSON, two spaces deep, with a newline at its end", () => {
    for (const { content } of files) expect(content).toBe(`${JSON.stringify(JSON.parse(content), null, 2)}\n`);
  });

  it("there is an event of each type, named after it", () => {
    const events = index.files.filter(({ path }) => path.startsWith("events/"));
    expect(events.map(({ path }) => path)).toEqual(provider.eventTypes.map((eventType) => `events/${eventType}.json`));
    expect(events.map(({ eventType }) => eventType)).toEqual(provider.eventTypes);
  });

  it("there is a file for each variant, with its name and certainty", () => {
    for (const [i, eventType] of provider.eventTypes.entries()) {
      const written = index.files.filter(({ path }) => path.startsWith(`variants/${eventType}/`));
      expect(written.map(({ variant, certainty }) => ({ name: variant, certainty }))).toEqual(
        variants(provider, eventType, { seed: 7, index: i }).map(({ name, certainty }) => ({ name, certainty })),
      );
    }
  });

  it("there is a file for each step of each lifecycle, random ones too, in the order of their names", () => {
    for (const lifecycle of provider.lifecycles) {
      const written = index.files.filter((entry) => entry.lifecycle === lifecycle);
      expect(written.length).toBeGreaterThan(0);
      expect(written.map(({ step }) => step)).toEqual(written.map((_, i) => i + 1));
      const paths = written.map(({ path }) => path);
      expect(paths).toEqual(
        written.map(
          ({ step, eventType }) => `lifecycles/${lifecycle}/${String(step).padStart(2, "0")}-${eventType}.json`,
        ),
      );
      expect([...paths].sort()).toEqual(paths);
    }
    expect(provider.lifecycles).toContain("random");
  });

  it("steps are what buildLifecycle builds, with status, time, orphan and subject", () => {
    const first = provider.eventTypes.length;
    for (const [i, lifecycle] of provider.lifecycles.entries()) {
      const built = buildLifecycle(provider, lifecycle, { seed: 7, index: first + i });
      const written = index.files.filter((entry) => entry.lifecycle === lifecycle);
      expect(written.map((entry) => ({ ...entry, path: undefined }))).toEqual(
        built.steps.map(({ payload: _, at, ...step }) => ({
          ...step,
          path: undefined,
          lifecycle,
          at: at.toISOString(),
        })),
      );
      expect(written.map(payloadOf)).toEqual(built.steps.map(({ payload }) => payload));
    }
  });

  it("what index.json says of status and subject stands in the payload", () => {
    for (const entry of index.files) {
      const payload = payloadOf(entry);
      expect(getAt(payload, provider.definition.status)).toBe(entry.status);
      expect(entry.subject === undefined).toBe(entry.orphan === true);
      for (const [field, value] of Object.entries(entry.subject ?? {}))
        expect(getAt(payload, provider.definition.subject[field]?.pointer ?? "")).toEqual(value);
    }
  });

  it("one receiver can be sent all events and lifecycles: no event id or subject comes again", () => {
    const sent = index.files.filter(({ variant }) => variant === undefined);
    const { eventId } = provider.definition;
    if (eventId !== undefined)
      expect(new Set(sent.map((entry) => getAt(payloadOf(entry), eventId))).size).toBe(sent.length);
    const owners = new Map<string, Set<string>>();
    for (const { path, lifecycle = path, subject } of sent) {
      if (subject === undefined) continue;
      const key = JSON.stringify(subject);
      owners.set(key, (owners.get(key) ?? new Set()).add(lifecycle));
    }
    for (const of of owners.values()) expect(of.size).toBe(1);
  });

  it("index.json says how to send, and holds no secret", () => {
    const { method, contentType, auth, authWithSecret } = provider.definition.delivery;
    expect(index).toMatchObject({ provider: provider.name, seed: 7 });
    expect(index.request).toEqual({ method, contentType, auth, ...(authWithSecret && { authWithSecret }) });
  });

  it("the same seed gives the same bytes, another seed others", () => {
    expect(fixtureFiles(provider, 7)).toEqual(files);
    expect(fixtureFiles(provider, 8)).not.toEqual(files);
  });

  it("every path is safe on every system, and no two are one where case does not count", () => {
    for (const { path } of files) {
      expect(path).toMatch(/^[\w/.-]+\.json$/);
      expect(path).not.toMatch(/(^|\/)[.-]|[.-]\/|\.\./);
      expect(path.length).toBeLessThan(200);
    }
    expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(files.length);
  });
});

const newFolder = async (): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "hookwright-fixtures-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const listFiles = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
};

const fixtures = (out: string, ...flags: string[]) => runCli(["fixtures", "cloud66", "--out", out, ...flags]);

const cloud66 = providers.find(({ name }) => name === "cloud66") as Provider;
const expected = fixtureFiles(cloud66, 0);
const FAIL = "events/ssl_certificate.install.fail.json";

it("fixtures writes the files, makes the directory, and prints a count", async () => {
  const out = join(await newFolder(), "deep", "fixtures");
  const { code, stdout, stderr } = await fixtures(out);
  expect([code, stderr]).toEqual([0, ""]);
  expect(linesOf(stdout)).toEqual([
    `${out}: 3 events, 22 variants, 35 steps of lifecycles and index.json, from seed 0. ${expected.length} files written, 0 removed.`,
  ]);
  expect(await listFiles(out)).toEqual(expected.map(({ path }) => path).sort());
  for (const { path, content } of expected) expect(await readFile(join(out, path), "utf8")).toBe(content);
});

it("a second run writes nothing", async () => {
  const out = await newFolder();
  expect(await writeFixtures(out, expected)).toEqual({ written: expected.length, removed: 0 });
  const before = (await stat(join(out, FAIL))).mtimeMs;
  expect(await writeFixtures(out, expected)).toEqual({ written: 0, removed: 0 });
  expect((await stat(join(out, FAIL))).mtimeMs).toBe(before);
});

it("--check is 0 where all is up to date, and names what is missing, differs or is stale", async () => {
  const out = await newFolder();
  expect(linesOf((await fixtures(out, "--check")).stdout)).toHaveLength(expected.length + 1);
  expect(await readdir(out)).toEqual([]); // it writes nothing
  await fixtures(out, "--seed", "5");
  expect((await fixtures(out, "--seed", "5", "--check")).code).toBe(0);
  expect((await fixtures(out, "--check")).code).toBe(1);

  await fixtures(out);
  await rm(join(out, FAIL));
  await writeFile(join(out, "variants/ssl_certificate.install.ok/as-generated.json"), "{}\n");
  await addToIndex(out, "events/old.json");
  await writeFile(join(out, "events/old.json"), "{}\n");
  const { code, stdout } = await fixtures(out, "--check");
  expect(code).toBe(1);
  expect(linesOf(stdout)).toEqual([
    "differs: index.json",
    `missing: ${FAIL}`,
    "differs: variants/ssl_certificate.install.ok/as-generated.json",
    "stale: events/old.json",
    `${out} is not up to date (4): run the same without --check.`,
  ]);
  expect(await readFile(join(out, "events/old.json"), "utf8")).toBe("{}\n");
});

it("--check takes the line ends that git makes on Windows", async () => {
  const out = await newFolder();
  await writeFixtures(out, expected);
  for (const { path, content } of expected) await writeFile(join(out, path), content.replaceAll("\n", "\r\n"));
  expect(await checkFixtures(out, expected)).toEqual([]);
});

const addToIndex = async (out: string, ...paths: unknown[]): Promise<void> => {
  const file = join(out, "index.json");
  const index = JSON.parse(await readFile(file, "utf8"));
  await writeFile(
    file,
    JSON.stringify({ ...index, files: [...index.files, ...paths.map((path) => ({ path })), null] }),
  );
};

it("what a former run wrote and this one does not is removed, with directories left empty, and nothing else", async () => {
  const out = await newFolder();
  await writeFixtures(out, expected);
  await mkdir(join(out, "lifecycles/gone"));
  for (const path of ["events/old.json", "events/mine.json", "lifecycles/gone/01-old.json", "notes.json"])
    await writeFile(join(out, path), "{}");
  await addToIndex(out, "events/old.json", "lifecycles/gone/01-old.json", "events/never-written.json");
  expect(await writeFixtures(out, expected)).toEqual({ written: 1, removed: 2 });
  expect(await listFiles(out)).toEqual([...expected.map(({ path }) => path), "events/mine.json", "notes.json"].sort());
  expect(await readdir(join(out, "lifecycles"))).not.toContain("gone");
});

it("a provider that takes another's place leaves none of its files behind", async () => {
  const out = await newFolder();
  const others = fixtureFiles(providers.find(({ name }) => name === "cloudflare") as Provider, 0);
  await writeFixtures(out, others);
  expect(await writeFixtures(out, expected)).toEqual({ written: expected.length, removed: others.length - 1 });
  expect(await listFiles(out)).toEqual(expected.map(({ path }) => path).sort());
});

it("an index.json that names files elsewhere makes it remove none of them", async () => {
  const folder = await newFolder();
  const out = join(folder, "out");
  await writeFixtures(out, expected);
  const outside = join(folder, "outside.json");
  await mkdir(join(folder, "linked"));
  await mkdir(join(out, "events/folder.json"));
  for (const file of [outside, join(folder, "linked/kept.json"), join(out, "package.json")])
    await writeFile(file, "{}");
  await symlink(join(folder, "linked"), join(out, "variants/linked"));
  await addToIndex(
    out,
    ...["../outside.json", "events/../../outside.json", "variants/../../outside.json", outside, "package.json"],
    ...["events/..", "variants/linked/kept.json", "events/folder.json", "events\\..\\..\\outside.json", 7, {}, ""],
  );
  expect(await writeFixtures(out, expected)).toEqual({ written: 1, removed: 0 });
  expect(await listFiles(folder)).toEqual(
    [...expected.map(({ path }) => `out/${path}`), "outside.json", "linked/kept.json", "out/package.json"].sort(),
  );
});

it.each(["{}", "null", "[]", '{"files":[{"path":"events/mine.json"}]}', "no JSON"])(
  "an index.json of another's (%s) is not overwritten",
  async (text) => {
    const out = await newFolder();
    await writeFile(join(out, "index.json"), text);
    const { code, message } = await thrownBy(() => writeFixtures(out, expected));
    expect(code).toBe("invalid-option");
    expect(message).toBe(
      `[hookwright] Failed to write the fixtures: ${join(out, "index.json")} is none that hookwright wrote. Name another directory.`,
    );
    expect(await listFiles(out)).toEqual(["index.json"]);
  },
);

it.each([{ flags: [] }, { flags: ["--check"] }])(
  "--out that is a file is one sentence and exit code 2 ($flags)",
  async ({ flags }) => {
    const folder = await newFolder();
    const file = join(folder, "file");
    await writeFile(file, "mine");
    for (const out of [file, join(file, "below")]) {
      const { code, stdout, stderr } = await fixtures(out, ...flags);
      expect([code, stdout]).toEqual([2, ""]);
      expect(linesOf(stderr)).toHaveLength(1);
      expect(stderr).toMatch(/^\[hookwright\] Failed to write the fixtures: .+\. Name another directory\.$/m);
    }
    expect(await readFile(file, "utf8")).toBe("mine");
  },
);

it("a directory that cannot be written is one sentence and exit code 2", async () => {
  const out = await newFolder();
  await writeFile(join(out, "events"), "a file where a directory should be");
  for (const { code, stdout, stderr } of await Promise.all([
    fixtures(out),
    fixtures(join(out, "events", "fixtures")),
  ])) {
    expect([code, stdout]).toEqual([2, ""]);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toContain("Failed to write the fixtures: E");
  }
});

it("an --out that is empty does not mean the working directory", async () => {
  const { message } = await thrownBy(() => writeFixtures("", expected));
  expect(message).toBe("[hookwright] Failed to write the fixtures: --out is empty. Name another directory.");
});

it("an unknown provider is refused with the known ones, a missing --out with the option", async () => {
  const unknown = await runCli(["fixtures", "cloudfare", "--out", await newFolder()]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain("Known, nearest first: cloudflare, cloud66.");
  const missing = await runCli(["fixtures", "cloud66"]);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("required option '--out <dir>' not specified");
});

describe("a provider of one's own", () => {
  const THIRD = join(import.meta.dirname, "../fixtures/third-provider");
  let hostile: Provider;
  beforeAll(async () => {
    const { provider, lifecycle, schemas } = (await defineProvider(THIRD)).folder();
    const names: Readonly<Record<string, string>> = {
      "parcel.accepted": "CON",
      "parcel.delivered": "a:b",
      "parcel.delivery.failed": "A?B",
    };
    const renamed = (value: unknown) =>
      JSON.parse(
        JSON.stringify(value).replaceAll(/"(parcel\.[a-z.]+)"/g, (whole, name: string) => {
          return names[name] === undefined ? whole : JSON.stringify(names[name]);
        }),
      );
    hostile = (await defineProvider({
      provider,
      lifecycle: renamed(lifecycle),
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([path, { $id: _, ...schema }]) => [
          path.replace(/(?<=^events\/).+(?=\.schema)/, (name) => names[name] ?? name),
          renamed(schema),
        ]),
      ),
    })) as Provider;
  });

  it("is named by its folder", async () => {
    const folder = await newFolder();
    await cp(THIRD, join(folder, "parcels"), { recursive: true });
    const { code } = await runCli(["fixtures", "./parcels", "--out", "out"], { cwd: folder });
    expect(code).toBe(0);
    const index = JSON.parse(await readFile(join(folder, "out/index.json"), "utf8"));
    expect(index).toMatchObject({ provider: "parcels", request: { auth: { name: "x-parcels-token" } } });
    expect(await listFiles(join(folder, "out/events"))).toEqual([
      "parcel.accepted.json",
      "parcel.delivered.json",
      "parcel.delivery.failed.json",
    ]);
  });

  it("may have event types that are no file names: index.json says which is which", () => {
    const { files } = indexOf(fixtureFiles(hostile, 0));
    expect(files.slice(0, 3).map(({ path, eventType }) => [eventType, path])).toEqual([
      ["CON", "events/_CON.json"],
      ["a:b", "events/a-b.json"],
      ["A?B", "events/A-B-2.json"],
    ]);
    expect(files.filter(({ lifecycle }) => lifecycle === "delivery").map(({ path }) => path)).toEqual([
      "lifecycles/delivery/01-_CON.json",
      "lifecycles/delivery/02-a-b.json",
    ]);
    expect(files.some(({ path }) => path.startsWith("variants/A-B-2/"))).toBe(true);
  });
});
