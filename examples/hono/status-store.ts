/** What is known of a custom hostname. */
export interface Known {
  status: string;
  /** When that was so, by Cloudflare's clock. */
  at: number;
}

/** Where statuses are kept: in your application a table, here a Map. */
export interface StatusStore {
  find(id: string): Known | undefined;
  /** Older news, or the same again, change nothing. Nothing is ever removed: a late event would bring it back. */
  take(id: string, news: Known): void;
}

/** A store that forgets everything when the process ends. */
export const createStatusStore = (): StatusStore => {
  const rows = new Map<string, Known>();
  return {
    find: (id) => rows.get(id),
    take(id, news) {
      if (news.at > (rows.get(id)?.at ?? 0)) rows.set(id, news);
    },
  };
};
