import type { Kv } from "./src/domains.ts";

/** A KV namespace in memory. */
export interface MemoryKv extends Kv {
  /** From now on it shows everything. */
  catchUp(): void;
}

/**
 * Makes one, with what the Worker uses of it; keys are listed in their order, as the real one does. One that `lags` shows what
 * is written only after `catchUp`, as the real one may in another place.
 */
export const createMemoryKv = ({ lags = false }: { lags?: boolean } = {}): MemoryKv => {
  const written = new Map<string, { value: string; metadata: unknown }>();
  let shown: typeof written = lags ? new Map() : written;
  return {
    catchUp() {
      shown = written;
    },
    async get(key) {
      return shown.get(key)?.value ?? null;
    },
    async put(key, value, { metadata } = {}) {
      written.set(key, { value, metadata });
    },
    async list({ prefix, limit = 1000 }) {
      const names = [...shown.keys()].filter((name) => name.startsWith(prefix)).sort();
      return { keys: names.slice(0, limit).map((name) => ({ name, metadata: shown.get(name)?.metadata })) };
    },
  };
};
