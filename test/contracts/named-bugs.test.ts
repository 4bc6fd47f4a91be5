import { expect, it } from "vitest";
import { cloud66Mutants, mutants } from "../receivers/mutants.ts";

/** A bug as it was named, the mutants that have it for Cloudflare, and those for Cloud66. */
type Named = readonly [bug: string, cloudflare: readonly string[], cloud66: readonly string[]];

// Read in public receivers.
const SEEN: readonly Named[] = [
  [
    "reads `type`, 400 to everything",
    ["reads body.type, which is not there"],
    ["reads body.event, which is not there"],
  ],
  ["reads `data.custom_hostname_id`", ["reads data.custom_hostname_id, which is not there"], []],
  [
    "treats the secret as an HMAC's key",
    ["takes the secret for a key to sign with"],
    ["reads the token from a header"],
  ],
  ["any header passes", ["asks only whether there is a secret"], ["asks only whether there is a token"]],
  [
    "timingSafeEqual on unequal lengths",
    [
      "RangeError of timingSafeEqual on unequal lengths",
      "RangeError of timingSafeEqual on é, of one letter and two bytes",
    ],
    ["RangeError of timingSafeEqual on unequal lengths"],
  ],
  [
    "hangs on an unknown hostname",
    ["never answers for an unknown hostname"],
    ["never answers for an unknown certificate"],
  ],
  ["`metadata.zone.id` on a null zone", ["TypeError on metadata.zone.id of a zone that is null"], []],
  ["`update.data.x` on the test message", ["TypeError on data of a test message"], []],
  [
    "deduplicates on `alert_correlation_id`",
    ["takes each correlation id once, which events share"],
    [], // there is none
  ],
  [
    "exact match on Content-Type",
    ["415 unless Content-Type is application/json and nothing else", "415 unless Content-Type names a charset"],
    ["415 unless Content-Type is application/json and nothing else"],
  ],
  ["renewal.succeeded to active", ["takes a renewal for active at once"], []],
  ["deployment.failed to pending_validation", ["takes a failed deployment back to validation"], []],
];

// Known from webhooks of any kind.
const KNOWN: readonly Named[] = [
  ["secret by prefix", ["compares the secret by prefix"], ["compares the token by prefix"]],
  ["secret by case", ["compares the secret without its case"], ["compares the token without its case"]],
  ["secret by presence", ["asks only whether there is a secret"], ["asks only whether there is a token"]],
  [
    "secret only when sent",
    ["compares the secret only when one is sent"],
    ["compares the token only when one is sent"],
  ],
  ["500 on malformed JSON", ["500 on malformed JSON"], ["500 on malformed JSON"]],
  ["test message refused", ["400 for a test message, since it is no event"], []],
  ["400 or 500 on orphans", ["400 for an orphan", "TypeError on the hostname of an orphan"], []],
  ["an orphan moves another subject", ["updates every row where the hostname is undefined"], []],
  ["`settings` for granted", ["TypeError on settings, which deletions have not"], []],
  ["`method` for granted", ["TypeError on method, which the expiry notice has not"], []],
  ["a failure's `cert_expiry` for granted", [], ["RangeError on cert_expiry, which a failure has not"]],
  ["`custom_metadata` for granted", ["TypeError on custom_metadata", "TypeError on custom_metadata that is null"], []],
  ["`custom_origin_server` for granted", ["TypeError on custom_origin_server"], []],
  ["`validation_errors[0]` for granted", ["TypeError on validation_errors[0]"], []],
  ["long hostnames", ["has 64 characters for a hostname"], []],
  ["wildcard hostnames", ["refuses wildcard hostnames"], []],
  ["punycode hostnames", ["refuses punycode hostnames"], []],
  ["milliseconds only", ["takes times with milliseconds only"], ["takes times without fractions only"]],
  ["six digits only", ["takes times with six digits only"], ["takes times without fractions only"]],
  [
    "unknown fields refused",
    ["refuses unknown fields", "refuses unknown fields of metadata"],
    ["refuses unknown fields"],
  ],
  ["409 on duplicates", ["409 for a duplicate"], ["409 for an event that is not newer than the last"]],
  ["duplicates counted", ["counts duplicates"], ["counts duplicates"]],
  ["deduplicated by type", ["takes each event type once"], ["takes each event type once"]],
  [
    "deduplicated by hostname and status",
    ["takes each status of a hostname once"],
    ["takes each status of a certificate once"],
  ],
  ["the last write wins", ["the last write wins"], ["the last write wins"]],
  ["time in whole days", ["compares times in whole days"], ["compares times in whole days"]],
  ["deletion ignored", ["ignores deletions"], []],
  ["deletion failure taken for deletion", ["takes a failed deletion for a deletion"], []],
  [
    "revived after deletion",
    ["deletes the row, and makes a new one of a late event", "forgets the time of the last event on deletion"],
    [],
  ],
  ["old id's deletion kills the new", ["takes the old id's deletion for one of the hostname"], []],
  ["sticky active", ["knows no way out of active"], ["knows no way out of installed"]],
  ["state keyed by zone", ["keeps one status for each zone"], ["keeps one status for all certificates"]],
  [
    "state keyed by hostname prefix",
    ["keeps one status for all hostnames with the same first two letters"],
    ["keeps one status for all certificates"],
  ],
  [
    "read-modify-write race",
    ["reads the whole table, waits, and writes the whole table"],
    ["reads the whole table, waits, and writes the whole table"],
  ],
  ["redirect", ["redirects to the same path with a slash"], ["redirects to the same path with a slash"]],
  ["hang on one event type", ["never answers one event type"], ["never answers a failure"]],
  ["reset on one event type", ["resets the connection on one event type"], ["resets the connection on a failure"]],
  [
    "endless answer",
    ["floods the answer without end", "begins an answer and never ends it"],
    ["floods the answer without end", "begins an answer and never ends it"],
  ],
  ["slow", ["is slow about one event type", "is slow about everything"], ["is slow about everything"]],
];

const namesOf = (all: readonly { name: string }[]): readonly string[] => all.map(({ name }) => name);

it.each([...SEEN, ...KNOWN])("a mutant has the bug that was named: %s", (_, cloudflare, cloud66) => {
  expect(cloudflare.length + cloud66.length).toBeGreaterThan(0);
  expect(namesOf(mutants)).toEqual(expect.arrayContaining([...cloudflare]));
  expect(namesOf(cloud66Mutants)).toEqual(expect.arrayContaining([...cloud66]));
});
