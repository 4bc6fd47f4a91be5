/** What a customer is told. */
export type State = "pending" | "live" | "gone";

interface Row {
  state: State;
  at: number;
}

/** Where customers' domains are kept: in your application a table, here a Map. */
export interface DomainStore {
  /** When a customer adds a domain, with the id that Cloudflare gave it. */
  add(id: string): void;
  find(id: string): { state: State } | undefined;
  /** In SQL: `update domains set state = ?, at = ? where id = ? and at < ?`, in one statement. */
  update(id: string, state: State, at: number): void;
}

/** A store that forgets everything when the process ends. */
export const createDomainStore = (): DomainStore => {
  const rows = new Map<string, Row>();
  return {
    add: (id) => void rows.set(id, { state: "pending", at: 0 }),
    find: (id) => rows.get(id),
    update(id, state, at) {
      const row = rows.get(id);
      if (row && row.at < at) Object.assign(row, { state, at });
    },
  };
};
