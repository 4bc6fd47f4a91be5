import type { Builder, TestCase } from "junit-report-builder";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Report } from "../generated/report.ts";
import { type JunitCase, junitCases } from "./junit-cases.ts";
import { visible } from "./visible.ts";

type XMLElement = ReturnType<TestCase["build"]>;

// The builder writes <skipped/> without a word; the reason is set on the element that it made.
const skip = (testCase: TestCase, reason: string): void => {
  const build = testCase.skipped().build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    const skipped = (element.children as XMLElement[]).find(({ name }) => name === "skipped");
    skipped?.att("message", reason);
    return element;
  };
};

// The builder's CDATA sections end at the second "]]>" of a text: it escapes the first alone.
const inSection = (text: string): string => text.replaceAll("]]>", "]] >");

const fill = (testCase: TestCase, { name, classname, seconds, failure, skipped, output }: JunitCase): void => {
  testCase.name(name).className(classname).time(seconds);
  if (failure) testCase.failure(failure.message, "hookwright").stacktrace(inSection(failure.text));
  if (skipped !== undefined) skip(testCase, skipped);
  if (output !== undefined) testCase.standardOutput(inSection(output));
};

// A tenth of a second to load, and needs Node's modules: at once, since formats are synchronous, but only when asked for.
const library = (): Builder => {
  try {
    const { createRequire } = globalThis.process.getBuiltinModule("node:module");
    return createRequire(import.meta.url)("junit-report-builder") as Builder;
  } catch (cause) {
    throw new HookwrightError(
      "invalid-option",
      'Failed to write the report as "junit": only Node can. Format it as "json" here, and as "junit" there.',
      { cause },
    );
  }
};

const addSuite = (builder: ReturnType<Builder["newBuilder"]>, report: Report): void => {
  const suite = builder.testSuite().name(`hookwright ${visible(report.receiver ?? report.provider)}`);
  suite.timestamp(report.startedAt).time(report.durationMs / 1000);
  const properties = { target: visible(report.target), seed: report.seed, run: report.run, start: report.start };
  for (const [name, value] of Object.entries(properties)) suite.property(name, String(value));
  for (const one of junitCases(report)) fill(suite.testCase(), one);
};

/**
 * Reports as JUnit's XML: one suite each, a case for each check.
 * @throws HookwrightError `invalid-option` outside Node
 */
export const formatJunit = (reports: readonly Report[]): string => {
  const builder = library().newBuilder();
  for (const report of reports) addSuite(builder, report);
  return builder.build();
};
