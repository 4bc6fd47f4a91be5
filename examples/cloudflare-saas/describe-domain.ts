import type { Domain, ValidationRecord } from "./domain.ts";

/** What a customer sees of a domain. */
export interface DomainPage {
  hostname: string;
  state: "waiting" | "live" | "stalled" | "leaving";
  /** Why it is not live yet, in the certificate authority's words. */
  problems: readonly string[];
  records: readonly ValidationRecord[];
}

const stateOf = ({ status, hasServed }: Domain): DomainPage["state"] => {
  if (status === "pending_deletion") return "leaving";
  if (status === "expired" || status.endsWith("_timed_out")) return "stalled";
  // A renewal passes through the pending statuses again, while the certificate before still serves.
  return status === "active" || hasServed ? "live" : "waiting";
};

/** Puts a domain into the customer's words. */
export const describeDomain = (domain: Domain): DomainPage => ({
  hostname: domain.hostname,
  state: stateOf(domain),
  problems: domain.problems,
  records: domain.records,
});
