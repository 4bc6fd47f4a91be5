import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type CheckResult, formatReport, type Report, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it, onTestFinished, vi } from "vitest";
import { junitErrors } from "../../support/junit-schema.ts";
import { type Element, parseXml } from "../../support/parse-xml.ts";
import { thrownBy } from "../../support/thrown.ts";
import { failed, passed, report, skipped } from "./sample-report.ts";

const suiteOf = (given: Report): Element => {
  const document = parseXml(formatReport(given, "junit"));
  expect(junitErrors(document)).toEqual([]);
  return document.children[0] as Element;
};

const casesOf = (checks: CheckResult[], options: Report["options"] = {}): Element[] =>
  suiteOf({ ...report, checks, options }).children.filter(({ name }) => name === "testcase");

it("one suite holds a case for each check", () => {
  const suite = suiteOf(report);
  expect(suite.attributes).toEqual({
    name: "hookwright cloud66",
    timestamp: "2026-01-01T00:00:00.000Z",
    time: "0.012",
    tests: "4",
    failures: "1",
    errors: "0",
    skipped: "1",
  });
  expect(suite.children.map(({ attributes }) => attributes["name"]).slice(1)).toEqual(
    report.checks.map(({ id }) => id),
  );
});

it("the suite says what to give to see it again", () => {
  const [properties] = suiteOf(report).children;
  expect(properties?.children.map(({ attributes }) => attributes)).toEqual([
    { name: "target", value: "http://127.0.0.1:3000/hooks" },
    { name: "seed", value: "0" },
    { name: "run", value: "7" },
    { name: "start", value: "2026-01-01T00:00:00.000Z" },
  ]);
});

it("a failed error is a failure, with its counterexample", () => {
  const [failure] = casesOf([failed])[0]?.children ?? [];
  expect(failure?.attributes).toEqual({ message: failed.summary, type: "hookwright" });
  expect(failure?.text).toContain('expected "installed"\nactual   "new"\n');
});

it("a failed warning passes and says so, unless strict", () => {
  const warning: CheckResult = { ...failed, severity: "warning" };
  const [output] = casesOf([warning])[0]?.children ?? [];
  expect([output?.name, output?.text.split("\n")[0]]).toEqual([
    "system-out",
    `warning: follows-lifecycle: ${failed.summary}`,
  ]);
  expect(casesOf([warning], { strict: true })[0]?.children[0]?.name).toBe("failure");
});

it("a skip has its reason", () => {
  expect(casesOf([skipped("a", 'no "observe" <given>')])[0]?.children[0]).toMatchObject({
    name: "skipped",
    attributes: { message: 'no "observe" <given>' },
  });
});

it("a pass has nothing but its notes", () => {
  expect(casesOf([passed("a"), passed("b", ["one", "two"])]).map(({ children }) => children[0]?.text)).toEqual([
    undefined,
    "one\ntwo",
  ]);
});

it("what a check tells apart is a case of its own", () => {
  const cases: CheckResult["cases"] = [
    { name: "first", result: "pass" },
    { name: "second", result: "fail", message: "400" },
    { name: "third", result: "skip", message: "no time" },
  ];
  const found = casesOf([{ ...passed("a"), cases }]);
  expect(found.map(({ attributes: { name, classname } }) => [classname, name])).toEqual([
    ["hookwright.cloud66", "a"],
    ["hookwright.cloud66.a", "first"],
    ["hookwright.cloud66.a", "second"],
    ["hookwright.cloud66.a", "third"],
  ]);
  expect(found.map(({ children }) => children[0]?.attributes["message"])).toEqual([
    undefined,
    undefined,
    "400",
    "no time",
  ]);
});

it("a real report has a case for each event type", async () => {
  const made = await verifyReceiver(cloudflare, () => new Response(null, { status: 500 }), { runs: 11 });
  const cases = suiteOf(made).children.filter(({ attributes }) => attributes["classname"]?.endsWith(".accepts-valid"));
  expect(cases.map(({ attributes }) => attributes["name"])).toEqual(cloudflare.eventTypes);
});

it.each([
  ["passes", 204, "skipped"],
  ["fails", 400, "failure"],
])("an event type that went unanswered is none that passed where accepts-valid %s", async (_, status, last) => {
  const [silent = "", , refused = ""] = cloudflare.eventTypes;
  const receive = async (request: Request): Promise<Response> => {
    const body = await request.text();
    if (body.includes(silent)) return new Promise<Response>(() => {});
    return new Response(null, { status: body.includes(refused) ? status : 204 });
  };
  const made = await verifyReceiver(cloudflare, receive, { runs: 11, timeout: 50, check: ["accepts-valid"] });
  const cases = suiteOf(made).children.filter(({ attributes }) => attributes["classname"]?.endsWith(".accepts-valid"));
  const endings = cases.map(({ children }) => children[0] && [children[0].name, children[0].attributes["message"]]);
  expect(endings[0]).toEqual(["skipped", "unanswered: see responds-in-time"]);
  expect(endings.filter((ending) => ending !== undefined).at(-1)?.[0]).toBe(last);
});

const NASTY = [
  ...Array.from({ length: 0xa0 }, (_, i) => String.fromCharCode(i)),
  ...["\ud800", "\udfff", "\ufffe", "\uffff", "\u2028", "😀", "]]>", "<b>", "&amp;", "&#0;", "</failure>"],
].join("|");

it("what a receiver answers does not break the XML, whatever it is", () => {
  const counterexample = failed.counterexample && { ...failed.counterexample, actual: NASTY };
  const nasty = { ...failed, summary: NASTY, notes: [NASTY], ...(counterexample && { counterexample }) };
  const warning: CheckResult = { ...nasty, severity: "warning" };
  const cases: CheckResult["cases"] = [{ name: NASTY, result: "fail", message: NASTY }];
  const checks = [nasty, warning, skipped(NASTY, NASTY), { ...passed("a", [NASTY]), cases }];
  const text = formatReport({ ...report, target: NASTY, provider: NASTY, checks }, "junit");
  expect(junitErrors(parseXml(text))).toEqual([]);
  expect(text).toContain("\\u0000|\\u0001");
});

it("JUnit's library is loaded when it is asked for, not before", async () => {
  const code = `import { createRequire } from "node:module";
    import { formatReport } from "./dist/index.js";
    const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes("junit"));
    const before = isLoaded();
    formatReport(${JSON.stringify(report)}, "junit");
    console.log(before, isLoaded());`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
  expect(stdout).toBe("false true\n");
});

it.each([
  ["a browser", undefined],
  ["a worker", { getBuiltinModule: () => undefined }],
])("%s is told that only Node writes it", async (_, process) => {
  vi.stubGlobal("process", process);
  onTestFinished(() => void vi.unstubAllGlobals());
  const { code, message } = await thrownBy(() => formatReport(report, "junit"));
  expect([code, message]).toEqual(["invalid-option", expect.stringContaining("only Node can.")]);
});

it.each(["<a>", "<a></b>", "<a/><b/>", '<a x="1" x="2"/>', "<a>&</a>", "<a>\u0001</a>", "<a>]]></a>", "a", ""])(
  "%j is not well-formed",
  (text) => {
    expect(() => parseXml(text)).toThrow(Error);
  },
);

it("a document of another shape is found", () => {
  expect(junitErrors(parseXml("<testsuite><testcase><skipped/></testcase><properties/><x/></testsuite>"))).toEqual([
    "<testsuite> has no name",
    "<testsuite> has no tests",
    "<testsuite> has no failures",
    "<testsuite> has no errors",
    "<testsuite> is out of order",
    "<testsuite> is out of order",
    "<testcase> has no name",
    "<x> is no element of JUnit",
  ]);
});
