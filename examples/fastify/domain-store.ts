/** A customer's domain. */
export interface Domain {
  /** Cloudflare's, of the custom hostname. */
  id: string;
  status: string;
  /** The time of the event that said so. */
  at: number;
}

/** Where domains are kept: in your application a table, here a Map. */
export interface DomainStore {
  find(id: string): Promise<Domain | undefined>;
  save(domain: Domain): Promise<void>;
}

/** A store that forgets everything when the process ends. */
export const createDomainStore = (): DomainStore => {
  const rows = new Map<string, Domain>();
  return {
    async find(id) {
      return rows.get(id);
    },
    async save(domain) {
      rows.set(domain.id, domain);
    },
  };
};
