/**
 * What came and is to be worked off, one after another. Here it is in memory; in your application it is a table or a queue
 * that outlives the process: after a 202 nobody sends again.
 */
export interface Inbox {
  add(body: object): void;
  /** When all that came so far is done. */
  drained(): Promise<void>;
}

/** Makes one; `work` is done for each body, and must not throw for what is none of its business. */
export const createInbox = (work: (body: object) => Promise<void>): Inbox => {
  let last = Promise.resolve();
  return {
    add(body) {
      last = last.then(() => work(body)).catch((error) => console.error(error)); // the next one is still to be done
    },
    drained: () => last,
  };
};
