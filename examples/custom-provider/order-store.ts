interface Order {
  state: string;
  at: number;
}

/** Where orders are kept: in your application a table, here a Map. */
export interface OrderStore {
  /** When a customer orders. */
  place(id: string): void;
  find(id: string): { state: string } | undefined;
  /** In SQL: `update orders set state = ?, at = ? where id = ? and at < ?`, in one statement. */
  update(id: string, state: string, at: number): void;
}

/** A store that forgets everything when the process ends. */
export const createOrderStore = (): OrderStore => {
  const rows = new Map<string, Order>();
  return {
    place: (id) => void rows.set(id, { state: "placed", at: 0 }),
    find: (id) => rows.get(id),
    update(id, state, at) {
      const row = rows.get(id);
      if (row && row.at < at) Object.assign(row, { state, at });
    },
  };
};
