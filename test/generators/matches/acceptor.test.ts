import { expect, it } from "vitest";
import { readDocuments } from "../../../generators/compile/documents.ts";
import { smallValues } from "../../../generators/compile/emit/small-values.ts";
import { trialOf } from "../../../generators/compile/emit/trial-of.ts";
import { acceptor, type Trial } from "../../../generators/matches/acceptor.ts";
import { matches } from "../../../generators/matches/matches.ts";
import { suiteDefinitions } from "../../conformance/definitions.ts";
import { nameOf, suite } from "../../conformance/suite.ts";

const trial = (schema: unknown, resolve: (id: string) => unknown = () => undefined): Trial => {
  const { root, follow } = readDocuments(schema, resolve, false);
  return trialOf([root], follow);
};

it.each(suite.map((group) => [nameOf(group), group] as const))(
  "%s: a trial that went through JSON gives the same verdicts",
  (_name, { schema, tests }) => {
    const { root, follow } = readDocuments(schema, (id) => suiteDefinitions[id], false);
    const made = trialOf([root], follow);
    const [accepts, again] = [acceptor(made), acceptor(JSON.parse(JSON.stringify(made)))];
    for (const value of [...tests.map(({ data }) => data), ...smallValues([schema]).slice(0, 300)]) {
      expect(accepts(value)).toBe(matches(root, value, follow));
      expect(again(value)).toBe(accepts(value));
    }
  },
);

it("all schemas of a trial must hold", () => {
  const accepts = acceptor({
    schemas: [
      { schema: { type: "integer" }, scope: [] },
      { schema: { minimum: 3 }, scope: [] },
    ],
    targets: {},
  });
  expect([1, 3, 3.5].map(accepts)).toEqual([false, true, false]);
});

it("a trial holds what its references lead to, each once, also in a circle", () => {
  const $defs = { a: { properties: { next: { $ref: "#/$defs/a" }, b: { $ref: "#/$defs/b" } } }, b: { type: "null" } };
  const { targets } = trial({ $ref: "#/$defs/a", $defs });
  expect(Object.keys(targets)).toHaveLength(2);
});

it("what a trial's references do not lead to is left out", () => {
  expect(trial({ type: "string", $defs: { a: { $ref: "#/$defs/b" }, b: {} } }).targets).toEqual({});
});

it("a trial is data alone", () => {
  const made = trial({ $ref: "#/$defs/a", $defs: { a: { enum: [1] } } });
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
});

it.each(["__proto__", "constructor", "toString"])("a definition named %s is found in a trial", (name) => {
  const accepts = acceptor(
    JSON.parse(JSON.stringify(trial({ $ref: `#/$defs/${name}`, $defs: Object.fromEntries([[name, { const: 1 }]]) }))),
  );
  expect([1, 2].map(accepts)).toEqual([true, false]);
});
