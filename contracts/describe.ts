import { checks } from "./checks.ts";
import { deferCleanup } from "./defer-cleanup.ts";
import { formatCheck } from "./formats/check-text.ts";
import type { CheckResult, Report } from "./generated/report.ts";
import type { GivenReceiver } from "./options/given-receiver.ts";
import { unjudgedIn } from "./report.ts";
import { verifyReceiver } from "./verify.ts";

/** What a test runner must offer. */
export interface Runner<Context> {
  describe(name: string, define: () => void): void;
  it(name: string, test: (context: Context) => void | Promise<void>): void;
  beforeAll(run: () => Promise<void>, timeout: number): void;
  afterAll(run: () => Promise<void>, timeout: number): void;
  skip(context: Context, reason: string): void;
  warn(context: Context, message: string): void | Promise<void>;
}

const TIMEOUT = 600_000; // a hanging receiver costs its timeouts, and is to be reported all the same

/** A check's failure, which is seen again by the same call with a seed and a case among its options. */
const formatHere = (found: CheckResult): string => {
  const { counterexample } = found;
  if (!counterexample) return formatCheck(found);
  const code = counterexample.replay.code.replace(/^await verifyReceiver\(/, "describeReceiver(");
  return formatCheck({ ...found, counterexample: { ...counterexample, replay: { ...counterexample.replay, code } } });
};

const judge = <Context>(
  runner: Runner<Context>,
  context: Context,
  found: CheckResult,
  report: Report,
): void | Promise<void> => {
  if (unjudgedIn(report).includes(found)) throw new Error(formatHere(found));
  if (found.result === "skip") return runner.skip(context, found.reason ?? "");
  if (found.result === "pass") return undefined;
  if (found.severity === "warning" && report.options["strict"] !== true) return runner.warn(context, formatHere(found));
  throw new Error(formatHere(found));
};

/** Registers one test per check; the receiver is verified once, before them, and cleaned up once, after. */
export const describeWith = <Context>(runner: Runner<Context>, { name, options, resolve }: GivenReceiver): void => {
  runner.describe(`${name} receiver`, () => {
    let cleanUp = async (): Promise<void> => {};
    let report: Report | undefined;
    runner.beforeAll(async () => {
      const { provider, target, options: given } = await resolve();
      const deferred = deferCleanup(given);
      cleanUp = deferred.cleanUp;
      report = await verifyReceiver(provider, target, deferred.options);
    }, TIMEOUT);
    runner.afterAll(() => cleanUp(), TIMEOUT);
    for (const { id } of checks.filter((check) => options.check?.includes(check.id) ?? true))
      runner.it(id, (context) => {
        const found = report?.checks.find((check) => check.id === id);
        if (!report) throw new Error(`${id} has no result: the receiver was not verified.`);
        if (!found) return runner.skip(context, "not asked for");
        return judge(runner, context, found, report);
      });
  });
};
