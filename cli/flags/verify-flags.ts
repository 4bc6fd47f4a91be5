import type { CheckId } from "../../contracts/check.ts";
import { observeBy, prepareBy } from "../../contracts/options/state-over-http.ts";
import type { ReplayAs, VerifyOptions } from "../../contracts/options/verify-options.ts";
import { viewAt } from "../../contracts/options/view-at.ts";
import { flagsOf } from "../../contracts/replay.ts";
import type { Words } from "../../contracts/session/expectation.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { ReportFlags } from "../printing/print-report.ts";
import type { Chosen } from "./choose-receivers.ts";
import { defined, type ReceiverFlags, receiverOptions, type SecretSource, withFlags } from "./receiver-options.ts";
import { readOverrides } from "./set.ts";

/** What `verify` is told on the command line. */
export interface VerifyFlags extends ReceiverFlags, ReportFlags {
  observe?: string;
  view?: string;
  expect?: [string, string][];
  prepare?: string;
  cleanup?: string;
  mock?: string;
  set?: [string, string][];
  case?: string;
  ignore?: string[];
  rate?: number;
  profile?: "full" | "smoke";
  runs?: number;
  check?: string[];
  skip?: [string, string][];
  settle?: number;
  strict?: boolean;
}

// `status=a|b` is several words that will do, `status=` is nothing known.
const readWords = (text: string): Words => (text === "" ? undefined : text.includes("|") ? text.split("|") : text);

const readExpect = (pairs: readonly [string, string][]): Record<string, Words> => {
  return Object.fromEntries(pairs.map(([status, text]) => [status, readWords(text)]));
};

// What the library is given as functions, the command that repeats a failure must be given as flags.
const replayFlags = (flags: Partial<VerifyFlags>): string[] => {
  const { to, config, observe, prepare, cleanup, mock, view, auth, allowRemote, expect = [], set = [] } = flags;
  return [
    ...Object.entries(defined({ to, config, observe, prepare, cleanup, mock, view, auth })).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]),
    ...set.flatMap(([pointer, value]) => ["--set", `${pointer}=${value}`]),
    ...expect.flatMap(([status, word]) => ["--expect", `${status}=${word}`]),
    ...(allowRemote ? ["--allow-remote"] : []),
  ];
};

const givenOptions = (flags: VerifyFlags, provider: Provider, replayAs: ReplayAs): VerifyOptions => ({
  ...receiverOptions(flags),
  replayAs,
  ...defined({
    runs: flags.runs,
    settle: flags.settle,
    strict: flags.strict,
    case: flags.case,
    ignore: flags.ignore,
    rate: flags.rate,
    profile: flags.profile,
    check: flags.check as CheckId[] | undefined,
  }),
  ...(flags.set && { overrides: readOverrides(provider, flags.set) }),
  ...(flags.cleanup !== undefined && { cleanup: prepareBy(flags.cleanup) }),
  ...(flags.observe !== undefined && { observe: observeBy(flags.observe, provider) }),
  ...(flags.prepare !== undefined && { prepare: prepareBy(flags.prepare) }),
  ...(flags.view !== undefined && { view: viewAt(flags.view) }),
  ...(flags.expect && { expect: readExpect(flags.expect) }),
  ...(flags.skip && { skip: Object.fromEntries(flags.skip) }),
});

/** The options of a run: what the config says, and in its place what the flags say. */
export const verifyOptions = (chosen: Chosen, flags: VerifyFlags, secretSource: SecretSource): VerifyOptions => {
  const { name, provider, isConfigured, options: own } = chosen;
  const { to, config, ...others } = flags;
  if (!isConfigured) return givenOptions(flags, provider, { provider: name, flags: replayFlags(others) });
  const given = givenOptions(flags, provider, { provider: name, flags: replayFlags(flags) });
  const { secret, ...rest } = given;
  const urls = own.replayAs && "urls" in own.replayAs ? own.replayAs.urls : [];
  const replayAs = { receiver: name, flags: flagsOf(secretSource === "env" ? rest : given), urls };
  return { ...withFlags(own, given, secretSource), replayAs };
};
