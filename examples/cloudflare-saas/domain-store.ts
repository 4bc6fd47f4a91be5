import { DELETED, type Domain } from "./domain.ts";

/** Where domains are kept: in your application a table, here a Map. */
export interface DomainStore {
  add(domain: Domain): Promise<void>;
  find(id: string): Promise<Domain | undefined>;
  /** The one that a customer means: not one of the same name that is gone. */
  findByHostname(hostname: string): Promise<Domain | undefined>;
  /**
   * Replaces a row; `false` if it is no longer what was read, since another request was faster.
   * In SQL: `update … set version = version + 1 where id = ? and version = ?`, and look at the number of rows.
   */
  replace(before: Domain, after: Domain): Promise<boolean>;
}

/** A store that forgets everything when the process ends. */
export const createMemoryStore = (): DomainStore => {
  const rows = new Map<string, Domain>();
  return {
    async add(domain) {
      rows.set(domain.id, domain);
    },
    async find(id) {
      return rows.get(id);
    },
    async findByHostname(hostname) {
      return [...rows.values()].find((row) => row.hostname === hostname && row.status !== DELETED);
    },
    async replace(before, after) {
      if (rows.get(before.id) !== before) return false;
      rows.set(after.id, after);
      return true;
    },
  };
};
