import { buildLifecycle, type Expect } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { defaultView, expectedWords, sayWords } from "../../contracts/session/expectation.ts";
import type { Step } from "../../generators/lifecycle.ts";

const steps = buildLifecycle(cloudflare, "deletion").steps as unknown as Step[];
const [validated, , deployed, deleted] = steps as [Step, Step, Step, Step];

const words = (given: Expect | undefined, step: Step = validated) =>
  expectedWords(cloudflare.machine, given, step, undefined);

it("a status that is not named maps to itself", () => {
  expect(words(undefined)).toEqual(["pending_issuance"]);
  expect(words({ active: "live" })).toEqual(["pending_issuance"]);
});

it.each<{ what: string; given: Expect; expected: (string | undefined)[] }>([
  { what: "a word", given: { pending_issuance: "waiting" }, expected: ["waiting"] },
  { what: "several words", given: { pending_issuance: ["waiting", "queued"] }, expected: ["waiting", "queued"] },
  { what: "nothing known", given: { pending_issuance: undefined }, expected: [undefined] },
  { what: "a word by a pattern", given: { "pending_*": "waiting" }, expected: ["waiting"] },
  { what: "a word by a pattern in the middle", given: { "pending*ance": "waiting" }, expected: ["waiting"] },
  { what: "a word by a pattern at the front", given: { "*_issuance": "waiting" }, expected: ["waiting"] },
  { what: "a word by a pattern for everything", given: { "*": "some" }, expected: ["some"] },
  {
    what: "itself where a pattern does not match at its start",
    given: { "issuance*": "wrong" },
    expected: ["pending_issuance"],
  },
  {
    what: "itself where a pattern does not match at its end",
    given: { "pending_*ion": "wrong" },
    expected: ["pending_issuance"],
  },
  { what: "itself where a pattern ends too early", given: { "*_iss": "wrong" }, expected: ["pending_issuance"] },
])("a status maps to $what", ({ given, expected }) => {
  expect(words(given)).toEqual(expected);
});

it("an exact key wins over a pattern, wherever it stands", () => {
  expect(words({ "pending_*": "pattern", pending_issuance: "exact" })).toEqual(["exact"]);
  expect(words({ pending_issuance: undefined, "pending_*": "pattern" })).toEqual([undefined]);
});

it("a longer pattern wins over a shorter one, wherever it stands", () => {
  expect(words({ "*": "all", "pending_*": "pending", "p*": "short" })).toEqual(["pending"]);
  expect(words({ "pending_iss*": "longest", "pending_*": "pending" })).toEqual(["longest"]);
});

it("a function is given the step and the one before, and its words count", () => {
  const seen: unknown[] = [];
  const given: Expect = (step, previous) => {
    seen.push([step.step, previous?.step]);
    return previous === undefined ? "first" : ["later", "latest"];
  };
  expect(expectedWords(cloudflare.machine, given, validated, undefined)).toEqual(["first"]);
  expect(expectedWords(cloudflare.machine, given, deployed, validated)).toEqual(["later", "latest"]);
  expect(words(() => undefined)).toEqual([undefined]);
  expect(seen).toEqual([
    [1, undefined],
    [3, 1],
  ]);
});

it("a state that is gone may also be nothing known", () => {
  expect(words(undefined, deleted)).toEqual(["deleted", undefined]);
  expect(words({ deleted: "removed" }, deleted)).toEqual(["removed", undefined]);
});

it("a name that every object has is no key", () => {
  expect(words({}, { ...validated, status: "constructor" })).toEqual(["constructor"]);
});

it("words are said as a reader says them", () => {
  expect(sayWords(["live"])).toBe('"live"');
  expect(sayWords(["live", "on", undefined])).toBe('"live" or "on" or nothing known');
});

it.each([
  { observed: "live", word: "live" },
  { observed: { status: "live", other: 1 }, word: "live" },
  { observed: { state: "live" }, word: { state: "live" } },
  { observed: undefined, word: undefined },
  { observed: null, word: null },
])("the word in $observed is $word", ({ observed, word }) => {
  expect(defaultView(observed)).toEqual(word);
});
