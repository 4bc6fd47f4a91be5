import type { Check } from "./check.ts";
import { acceptsOrphans } from "./checks/accepts-orphans.ts";
import { acceptsTestMessage } from "./checks/accepts-test-message.ts";
import { acceptsUnknownSubjects } from "./checks/accepts-unknown-subjects.ts";
import { acceptsValid } from "./checks/accepts-valid.ts";
import { followsLifecycle } from "./checks/follows-lifecycle.ts";
import { ignoresDuplicates } from "./checks/ignores-duplicates.ts";
import { ignoresOtherMethods } from "./checks/ignores-other-methods.ts";
import { isolatesSubjects } from "./checks/isolates-subjects.ts";
import { rejectsBadSecret } from "./checks/rejects-bad-secret.ts";
import { respondsInTime } from "./checks/responds-in-time.ts";
import { staysDeleted } from "./checks/stays-deleted.ts";
import { survivesMalformed } from "./checks/survives-malformed.ts";
import { toleratesDrift } from "./checks/tolerates-drift.ts";
import { toleratesLoss } from "./checks/tolerates-loss.ts";
import { toleratesOtherEvents } from "./checks/tolerates-other-events.ts";
import { toleratesReordering } from "./checks/tolerates-reordering.ts";

/**
 * Every check, in the order in which they run: single events, then lifecycles, then what goes wrong on the way, then what no
 * provider sends; wrong secrets come last, since receivers may block after them.
 */
export const checks: readonly Check[] = [
  ...[acceptsValid, acceptsTestMessage, acceptsOrphans, acceptsUnknownSubjects],
  ...[toleratesDrift, toleratesOtherEvents],
  ...[followsLifecycle, isolatesSubjects],
  ...[toleratesReordering, toleratesLoss, ignoresDuplicates, staysDeleted],
  respondsInTime, // all that sends valid events came before it
  ...[ignoresOtherMethods, survivesMalformed, rejectsBadSecret],
];
