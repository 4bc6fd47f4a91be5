import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildLifecycle,
  type Capture,
  deliver,
  type FetchFunction,
  type Lifecycle,
  nodeListener,
  type Provider,
  record,
  type Subject,
} from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { identityPointers } from "../../../contracts/probes/identity-pointers.ts";
import { echoesOf } from "../../../contracts/wording/echoes.ts";
import { getAt } from "../../../schemas/pointer.ts";
import { createCloud66Receiver } from "../../receivers/cloud66.ts";
import { createCloudflareReceiver } from "../../receivers/cloudflare.ts";
import { SECRET, type TestReceiver } from "../../receivers/test-receiver.ts";
import { linesOf, runCli } from "../../support/run-cli.ts";
import { serve, toListener } from "../../support/serve.ts";
import { startListen } from "../../support/start-listen.ts";

interface Sent {
  lifecycle: Lifecycle;
  fetch: FetchFunction;
  dir: string;
}

// Each takes a whole lifecycle to the receiver, and leaves a file of captures in the folder.
const WAYS: Readonly<Record<string, (sent: Sent) => Promise<void>>> = {
  async listen({ lifecycle, fetch, dir }) {
    const origin = await serve(toListener(fetch));
    const { url, interrupt } = await startListen(["--forward", origin, "--save", dir]);
    const exchanges = await deliver(lifecycle, `${url}/webhooks`, { secret: SECRET });
    expect(exchanges.map(({ response }) => response?.status)).toEqual(lifecycle.steps.map(() => 204));
    const { code, stdout } = await interrupt();
    expect([code, linesOf(stdout)[1]]).toEqual([130, expect.stringContaining(`${lifecycle.steps.length} exchanges`)]);
  },
  async "record of a fetch function"({ lifecycle, fetch, dir }) {
    await deliver(lifecycle, record(fetch, { dir }), { secret: SECRET });
  },
  async "record of a listener"({ lifecycle, fetch, dir }) {
    await deliver(lifecycle, nodeListener(record(toListener(fetch), { dir })), { secret: SECRET });
  },
};

const temporaryFolder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), "hookwright-captures-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
};

/** The only file in a folder, once it has so many lines. */
const capturesIn = async (dir: string, lines: number): Promise<{ file: string; text: string }> => {
  const read = async (): Promise<{ file: string; text: string }> => {
    const [name = ""] = await readdir(dir);
    const file = join(dir, name);
    const text = await readFile(file, "utf8");
    expect(linesOf(text)).toHaveLength(lines);
    return { file, text };
  };
  return vi.waitFor(read, { timeout: 10_000 });
};

const jsonOf = ({ request: { body } }: Capture): unknown => (body && "json" in body ? body.json : undefined);

const subjectIn = ({ definition }: Provider, payload: unknown): Subject =>
  Object.fromEntries(
    Object.entries(definition.subject).map(([name, { pointer }]) => [name, getAt(payload, pointer) as string]),
  );

const statesOf = (receiver: TestReceiver<never>, subjects: readonly Subject[]): Promise<unknown[]> =>
  Promise.all(subjects.map(async (subject) => (await receiver.options.observe?.(subject as never)) as unknown));

const textsIn = (value: unknown): string[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)];

/** Everything of a lifecycle that must be in no capture: ids, hostnames, names and metadata. */
const originalsOf = (provider: Provider, { steps }: Sent["lifecycle"]): Set<string> => {
  const identity = identityPointers(provider);
  const values = steps.flatMap(({ payload }) => [
    ...identity.flatMap((pointer) => String(getAt(payload, pointer) ?? "").split(",")),
    ...textsIn(getAt(payload, "/data/custom_metadata") ?? {}),
    ...Object.keys((getAt(payload, "/data/custom_metadata") ?? {}) as object),
  ]);
  const all = [SECRET, ...values].filter((value) => value.length > 4);
  return new Set(all.flatMap((value) => [value, value.replaceAll("-", ""), value.toUpperCase(), ...echoesOf(value)]));
};

const RECEIVERS: readonly [Provider, () => TestReceiver<never>][] = [
  [cloudflare as unknown as Provider, () => createCloudflareReceiver() as unknown as TestReceiver<never>],
  [cloud66 as unknown as Provider, () => createCloud66Receiver() as unknown as TestReceiver<never>],
];

describe.each(RECEIVERS)("a full lifecycle of $title", (provider, createReceiver) => {
  it.each(Object.keys(WAYS))(
    "by %s: replayed, it leads to the same states, and nothing of the original is saved",
    async (way) => {
      const dir = await temporaryFolder();
      const lifecycle = buildLifecycle(provider, "full", { seed: 7 });
      const first = createReceiver();
      for (const subject of lifecycle.subjects) first.options.prepare?.(subject as never);
      await WAYS[way]?.({ lifecycle, fetch: first.fetch, dir });
      const { file, text } = await capturesIn(dir, lifecycle.steps.length);

      const originals = originalsOf(provider, lifecycle);
      expect(originals.size).toBeGreaterThan(20);
      expect([...originals].filter((value) => text.toLowerCase().includes(value.toLowerCase()))).toEqual([]);

      const captures = linesOf(text).map((line) => JSON.parse(line) as Capture);
      const renamed = new Map(
        lifecycle.steps.map(({ payload }, i) => [
          JSON.stringify(subjectIn(provider, payload)),
          subjectIn(provider, jsonOf(captures[i] as Capture)),
        ]),
      );
      const fakes = lifecycle.subjects.map((subject) => renamed.get(JSON.stringify(subject)) as Subject);
      const second = createReceiver();
      for (const subject of fakes) second.options.prepare?.(subject as never);
      const origin = await serve(toListener(second.fetch));
      const replayed = await runCli(["replay", file, "--to", `${origin}/webhooks`, "--secret", SECRET]);
      expect([replayed.stderr, replayed.code]).toEqual(["", 0]);

      const [before, after] = [await statesOf(first, lifecycle.subjects), await statesOf(second, fakes)];
      const withoutNames = (states: unknown[]): unknown[] =>
        states.map((state) => state && { ...(state as object), hostname: undefined });
      expect(before.filter((state) => state !== undefined)).not.toEqual([]);
      expect(withoutNames(after)).toEqual(withoutNames(before));
    },
  );
});
