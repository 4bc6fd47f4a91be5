import type { Kv } from "./src/domains.ts";

/** A KV namespace in memory, with what the Worker uses of one; keys are listed in their order, as the real one does. */
export const createMemoryKv = (): Kv => {
  const entries = new Map<string, { value: string; metadata: unknown }>();
  return {
    async get(key) {
      return entries.get(key)?.value ?? null;
    },
    async put(key, value, { metadata } = {}) {
      entries.set(key, { value, metadata });
    },
    async list({ prefix, limit = 1000 }) {
      const names = [...entries.keys()].filter((name) => name.startsWith(prefix)).sort();
      return { keys: names.slice(0, limit).map((name) => ({ name, metadata: entries.get(name)?.metadata })) };
    },
  };
};
