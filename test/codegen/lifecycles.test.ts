import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { stateDiagram } from "../../codegen/docs/state-diagram.ts";
import type { LifecycleDefinition } from "../../schemas/provider.ts";
import { providers } from "../schemas/providers.ts";

const page = readFileSync(new URL("../../docs/lifecycles.md", import.meta.url), "utf8");

// What Mermaid's own parser takes; it was run once on the page, and is too large to depend on.
const LINE = /^(?:stateDiagram-v2| {2}state "[^"]+" as \w+| {2}\[\*\] --> \w+| {2}\w+ --> (?:\[\*\]|\w+: [^:;#"]+))$/;

const sectionOf = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";

const cells = (section: string, first: string): string[][] => {
  const [, table = ""] = section.split(`\n| ${first} |`);
  const rows =
    table
      .split("\n\n")[0]
      ?.split("\n")
      .slice(2)
      .filter((row) => row.startsWith("|")) ?? [];
  return rows.map((row) => row.slice(2, -2).split(" | "));
};

describe.each(providers.map(({ title, machine, eventTypes }) => ({ title, machine, eventTypes })))(
  "$title",
  ({ title, machine, eventTypes }) => {
    const section = sectionOf(title);
    const lines = /```mermaid\n([\s\S]*?)\n```/.exec(section)?.[1]?.split("\n") ?? [];
    const names = new Map(
      lines.flatMap((line) => [...line.matchAll(/state "([^"]+)" as (\w+)/g)].map((m) => [m[2], m[1]])),
    );
    const plain = (id = "") => (names.get(id) ?? "").replace(/ \([a-z, ]+\)$/, "");
    const edges = lines.flatMap((line) => {
      const [, from, to, label] = /^ {2}(\w+) --> (\w+): (.+)$/.exec(line) ?? [];
      return label === undefined ? [] : [`${plain(from)} → ${plain(to)}: ${label}`];
    });
    const [prefix = ""] = /(?<=Event types begin with `)[^`]+/.exec(section) ?? [];

    it("the diagram is one that Mermaid takes", () => {
      expect(lines.length).toBeGreaterThan(10);
      for (const line of lines) expect(line).toMatch(LINE);
      for (const [, id] of lines.join("\n").matchAll(/(?:^ {2}|--> )(\w+)(?= -->|:|$)/gm))
        expect(names.has(id)).toBe(true);
    });

    it("has every state, with the initial, final and gone ones marked", () => {
      expect([...names.keys()].map(plain)).toEqual(Object.keys(machine.states));
      expect(cells(section, "state").map(([name]) => name)).toEqual(Object.keys(machine.states).map((s) => `\`${s}\``));
      const idOf = (state: string) => [...names.keys()].find((id) => plain(id) === state);
      expect(lines).toContain(`  [*] --> ${idOf(machine.initial)}`);
      for (const [state, { final = false, gone = false }] of Object.entries(machine.states)) {
        expect(lines.includes(`  ${idOf(state)} --> [*]`)).toBe(final);
        expect(/\(.*\bgone\b.*\)$/.test(names.get(idOf(state)) ?? "")).toBe(gone);
      }
    });

    it("has every event and silent move as an edge, and no other", () => {
      const expected = Object.entries(machine.states).flatMap(([from, { on = {}, silent = {} }]) => [
        ...Object.entries(on).map(([event, to]) => `${from} → ${to}: ${event.slice(prefix.length)}`),
        ...Object.entries(silent).map(([move, to]) => `${from} → ${to}: (${move})`),
      ]);
      expect([...edges].sort()).toEqual([...expected].sort());
      for (const eventType of eventTypes) expect(eventType.startsWith(prefix)).toBe(true);
    });

    it("has every named lifecycle with its description", () => {
      expect(cells(section, "lifecycle").map(([name, description]) => [name, description])).toEqual(
        Object.entries(machine.lifecycles).map(([name, { description }]) => [`\`${name}\``, description]),
      );
    });

    it("has every delay, silent move and retry schedule", () => {
      const short = Object.keys(machine.delays ?? {}).map((event) => `\`${event.slice(prefix.length)}\``);
      expect(cells(section, "event").map(([event]) => event)).toEqual(short);
      expect(cells(section, "silent move").map(([move]) => move)).toEqual(
        Object.keys(machine.silent ?? {}).map((move) => `(${move})`),
      );
      for (const [name, { seconds }] of Object.entries(machine.retries ?? {}))
        expect(section).toContain(`The schedule \`${name}\`: ${seconds.slice(0, 10).join(", ")}`);
    });

    it("says what is inferred, and every source", () => {
      const { states, silent = {}, delays = {}, retries = {}, lifecycles } = machine;
      const said: { "x-certainty"?: string; $comment?: string }[] = [states, silent, delays, retries, lifecycles]
        .flatMap((all) => Object.values(all))
        .filter((one) => "x-certainty" in one || "$comment" in one);
      expect(cells(section, "what").map(([, certainty, comment]) => [certainty, comment])).toEqual(
        said.map((one) => [one["x-certainty"] ?? "", one.$comment ?? ""]),
      );
    });
  },
);

it("steps are short, with repeats, silent moves and whose event it is", () => {
  const steps = new Map(cells(sectionOf("Cloudflare"), "lifecycle").map(([name, , text]) => [name, text]));
  expect(steps.get("`deployment-failure`")).toBe(
    "`validation.succeeded`, `issuance.succeeded`, `deployment.failed` ×n, `deployment.succeeded`",
  );
  expect(steps.get("`replacement`")).toMatch(
    /, \(replace\), .*, `deletion\.succeeded` of the certificate before, an orphan$/,
  );
  expect(steps.get("`recreation`")).toMatch(/, \(recreate\), .*, `deletion\.succeeded` of the subject before$/);
});

it("times are in words", () => {
  expect(cells(sectionOf("Cloudflare"), "event")).toContainEqual([
    "`renewal.upcoming_certificate_expiration_notification`",
    "60 days after the latest `issuance.succeeded` or `renewal.succeeded`",
  ]);
  expect(page).toContain("13975 seconds, then 4 hours each time; 120 attempts take 14.6 days.");
});

it("states with odd names get ids of their own that Mermaid takes", () => {
  const machine: LifecycleDefinition = {
    initial: "not set",
    states: {
      "not set": { on: { "a:b": "not-set" } },
      "not-set": { silent: { "go;": "note" } },
      note: { final: true },
    },
    lifecycles: {},
  };
  expect(stateDiagram(machine, (eventType) => eventType).split("\n")).toEqual([
    "stateDiagram-v2",
    '  state "not set" as not_set',
    '  state "not-set" as not_set_',
    '  state "note (final)" as note_',
    "  [*] --> not_set",
    "  not_set --> not_set_: a b",
    "  not_set_ --> note_: (go )",
    "  note_ --> [*]",
  ]);
});
