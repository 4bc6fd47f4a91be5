import { checkAuth, checkSecret } from "../../mocks/auth.ts";
import { envelopeNames } from "../../mocks/envelope.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { unknownName } from "../../schemas/unknown-name.ts";
import type { CheckId } from "../check.ts";
import { checks } from "../checks.ts";
import type { OnProgress } from "../progress.ts";
import { parseCase } from "../search/case.ts";
import { matchesStatus } from "../session/expectation.ts";
import { SUBJECTS_PER_CHECK } from "../session/session.ts";
import type { SessionOptions } from "../session/session-options.ts";
import { misfitIn, optionKinds } from "./option-kinds.ts";
import type { ProviderApi } from "./with-api.ts";

/** How a replay command names what is verified. */
export type ReplayAs =
  | {
      provider: string;
      /** What says again what was given as functions. */
      flags: readonly string[];
    }
  | {
      /** The receiver's name in a config, which says all but the flags; without a name there is no command. */
      receiver: string | undefined;
      flags: readonly string[];
      /** URLs in the config: users and tokens may stand in them. */
      urls: readonly string[];
    };

/** What `verifyReceiver` takes. */
export interface VerifyOptions<S extends object = Subject> extends SessionOptions<S> {
  /** The provider's mocked API, for receivers that ask it on an event: it is set to each event's state before. */
  api?: ProviderApi<S>;
  /** Run only these. */
  check?: readonly CheckId[];
  /** Do just what a report found a failure with: the word that it printed. */
  case?: string;
  /** Leave these out, each with a reason that the report repeats. */
  skip?: Readonly<Partial<Record<CheckId, string>>>;
  /** Failed warnings fail the report, too. @default false */
  strict?: boolean;
  /** How a replay names the receiver. */
  replayAs?: ReplayAs;
  /** Told how far the run is: at the start, when a check begins or ends, and with each delivery and each answer. */
  onProgress?: OnProgress;
  /** The URL that a receiver in this process sees. @default 'http://localhost/' */
  url?: string;
}

// Option to the smallest and the largest whole number that it takes.
const LIMITS = {
  timeout: [1, 2 ** 31 - 1],
  settle: [0, 2 ** 31 - 1],
  concurrency: [1, 2 ** 16],
  runs: [1, SUBJECTS_PER_CHECK / 2],
  seed: [0, Number.MAX_SAFE_INTEGER],
  run: [0, 2 ** 32 - 1],
} as const;

const PROFILES = ["full", "smoke"];

// What the compiler holds in TypeScript, for those who have none.
const checkKinds = (options: VerifyOptions): void => {
  const known = Object.keys(optionKinds);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownName("option", unknown, known);
  const misfit = misfitIn(options as Readonly<Record<string, unknown>>, optionKinds);
  if (misfit)
    throw new HookwrightError("invalid-option", `Failed to verify: ${misfit.name} is not ${misfit.kind}. Give one.`);
};

const checkProfile = ({ profile = "full" }: VerifyOptions): void => {
  if (!PROFILES.includes(profile)) throw unknownName("profile", profile, PROFILES);
};

const checkNames = (options: VerifyOptions): void => {
  const known = checks.map(({ id }) => id);
  const given = [...(options.check ?? []), ...Object.keys(options.skip ?? {})];
  const unknown = given.find((id) => !known.includes(id as CheckId));
  if (unknown !== undefined) throw unknownName("check", unknown, known);
};

const checkExpect = ({ machine }: Provider, { expect }: VerifyOptions): void => {
  const states = Object.keys(machine.states);
  const unknown = Object.keys(typeof expect === "object" ? expect : {}).find(
    (key) => !states.some((status) => matchesStatus(key, status)),
  );
  if (unknown === undefined) return;
  throw unknownName(unknown.includes("*") ? "status that matches" : "status", unknown, states);
};

const checkIgnore = ({ ignore = [] }: VerifyOptions): void => {
  const unusable = ignore.find((pointer) => !pointer.startsWith("/"));
  if (unusable !== undefined)
    throw new HookwrightError(
      "invalid-option",
      `Failed to ignore "${unusable}": it is no JSON Pointer. Give one like /updated_at.`,
    );
};

const checkNumbers = (options: VerifyOptions): void => {
  for (const [name, [least, most]] of Object.entries(LIMITS)) {
    const value = options[name as keyof typeof LIMITS];
    if (value !== undefined && (!Number.isInteger(value) || value < least || value > most))
      throw new HookwrightError(
        "invalid-option",
        `Failed to verify: ${name} is ${value}. Give a whole number from ${least} to ${most}.`,
      );
  }
};

const checkRate = (rate: number | undefined): void => {
  if (rate !== undefined && !(rate > 0))
    throw new HookwrightError("invalid-option", `Failed to verify: rate is ${rate}. Give a number above 0.`);
};

/**
 * Checks what was asked for before anything is sent.
 * @throws HookwrightError `unknown-name` for an option, a check, a status, a profile or an envelope, `invalid-option` for a value
 * that cannot be used
 */
export const checkOptions = (provider: Provider, options: VerifyOptions): void => {
  checkKinds(options);
  checkProfile(options);
  checkNames(options);
  checkExpect(provider, options);
  checkIgnore(options);
  checkNumbers(options);
  checkSecret(options.secret);
  checkAuth(options.auth);
  checkRate(options.rate);
  const { envelope = "auto" } = options;
  const known = ["auto", ...envelopeNames(provider)];
  if (!known.includes(envelope)) throw unknownName("envelope", envelope, known);
  if (options.case !== undefined) parseCase(options.case);
};
