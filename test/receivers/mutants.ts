import type { CheckResult } from "hookwright";
import type { Cloud66Subject } from "hookwright/cloud66";
import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloud66Receiver } from "./cloud66.ts";
import { createCloudflareReceiver } from "./cloudflare.ts";
import { acceptsOrphans } from "./mutants/accepts-orphans.ts";
import { acceptsTestMessage } from "./mutants/accepts-test-message.ts";
import { acceptsUnknownSubjects } from "./mutants/accepts-unknown-subjects.ts";
import { acceptsValid } from "./mutants/accepts-valid.ts";
import { followsLifecycle } from "./mutants/follows-lifecycle.ts";
import { ignoresDuplicates } from "./mutants/ignores-duplicates.ts";
import { ignoresOtherMethods } from "./mutants/ignores-other-methods.ts";
import { isolatesSubjects } from "./mutants/isolates-subjects.ts";
import type { PlantedBug, PlantedBugs } from "./mutants/planted-bug.ts";
import { rejectsBadSecret } from "./mutants/rejects-bad-secret.ts";
import { respondsInTime } from "./mutants/responds-in-time.ts";
import { staysDeleted } from "./mutants/stays-deleted.ts";
import { survivesMalformed } from "./mutants/survives-malformed.ts";
import { toleratesDrift } from "./mutants/tolerates-drift.ts";
import { toleratesLoss } from "./mutants/tolerates-loss.ts";
import { toleratesOtherEvents } from "./mutants/tolerates-other-events.ts";
import { toleratesReordering } from "./mutants/tolerates-reordering.ts";
import type { TestReceiver } from "./test-receiver.ts";

/** A receiver with one bug. */
export interface Mutant<S extends object = CloudflareSubject> {
  /** The bug. */
  name: string;
  /** The check that must fail. */
  fails: string;
  /** Checks that fail for the same bug, with the reason why nothing blocks them. */
  alsoFails: Readonly<Record<string, string>>;
  /** It is about the connection: it is tried behind a URL, too. */
  onTheWire: boolean;
  /** It is about time: it must not share a thread with others. */
  isTimed: boolean;
  create: () => TestReceiver<S>;
}

/** The bugs that each check is there to find. */
const all: readonly PlantedBugs[] = [
  ...[acceptsValid, acceptsTestMessage, acceptsOrphans, acceptsUnknownSubjects, survivesMalformed, respondsInTime],
  ...[followsLifecycle, isolatesSubjects, ignoresDuplicates, toleratesReordering, toleratesLoss, staysDeleted],
  ...[toleratesDrift, toleratesOtherEvents, ignoresOtherMethods, rejectsBadSecret],
];

const plant =
  <P extends object, S extends object>(create: (wrong?: Partial<P>) => TestReceiver<S>, fails: string) =>
  ({
    name,
    wrong,
    around = (receiver) => receiver,
    options,
    alsoFails = {},
    onTheWire = false,
    isTimed = options?.timeout !== undefined,
  }: PlantedBug<P, S>): Mutant<S> => ({
    name,
    fails,
    alsoFails,
    onTheWire,
    isTimed,
    create() {
      const receiver = around(create(typeof wrong === "function" ? wrong() : wrong));
      return { fetch: receiver.fetch, options: { ...receiver.options, ...options } };
    },
  });

/** Each check with receivers of Cloudflare's webhooks that fail it. */
export const mutants: readonly Mutant[] = all.flatMap(({ fails, cloudflare }) =>
  cloudflare.map(plant(createCloudflareReceiver, fails)),
);

/** Each check with receivers of Cloud66's webhooks that fail it. */
export const cloud66Mutants: readonly Mutant<Cloud66Subject>[] = all.flatMap(({ fails, cloud66 }) =>
  cloud66.map(plant(createCloud66Receiver, fails)),
);

/** The ids of the checks with a result. */
export const idsOf = (checks: readonly CheckResult[], result: CheckResult["result"]): string[] =>
  checks.filter((check) => check.result === result).map(({ id }) => id);
