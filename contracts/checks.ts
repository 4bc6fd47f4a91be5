import type { Check } from "./check.ts";
import { acceptsOrphans } from "./checks/accepts-orphans.ts";
import { acceptsValid } from "./checks/accepts-valid.ts";
import { followsLifecycle } from "./checks/follows-lifecycle.ts";
import { ignoresDuplicates } from "./checks/ignores-duplicates.ts";
import { rejectsBadSecret } from "./checks/rejects-bad-secret.ts";

/** Every check, in the order in which they run; wrong secrets come last, since receivers may block after them. */
export const checks: readonly Check[] = [
  acceptsValid,
  acceptsOrphans,
  followsLifecycle,
  ignoresDuplicates,
  rejectsBadSecret,
];
