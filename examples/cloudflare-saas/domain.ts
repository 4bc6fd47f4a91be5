/** How a customer proves to the certificate authority that the domain is theirs: one of these has to be put in place. */
export type ValidationRecord = Readonly<Record<string, unknown>>;

/** A customer's domain, as we keep it. */
export interface Domain {
  /** Cloudflare's id of the custom hostname. A domain that leaves and comes back has a new one: never look up by name. */
  readonly id: string;
  readonly zoneId: string;
  readonly hostname: string;
  /** What the certificate's status is, in Cloudflare's word. We translate on the way out, and can change our mind. */
  readonly status: string;
  /** Whether it was active before. Then it goes on serving while its certificate is renewed. */
  readonly hasServed: boolean;
  readonly problems: readonly string[];
  readonly records: readonly ValidationRecord[];
}

/** The word of a domain that is gone. Its row stays, so that a late event finds it and revives nothing. */
export const DELETED = "deleted";
