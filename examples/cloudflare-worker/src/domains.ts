// KV cannot read and write in one step, takes one write a second for a key, and shows a write elsewhere up to a minute later.
// So nothing is ever changed: every event has a key of its own, and the first of a domain's keys is its newest event.

/** What is used of `KVNamespace` (@cloudflare/workers-types). */
export interface Kv {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: { metadata?: unknown }): Promise<void>;
  list(options: { prefix: string; limit?: number }): Promise<{ keys: { name: string; metadata?: unknown }[] }>;
}

const domain = (id: string): string => `domain/${id}`;
const events = (id: string): string => `event/${id}/`;

/** When a customer adds a domain, with the id that Cloudflare gave it. */
export const addDomain = (kv: Kv, id: string, hostname: string): Promise<void> => kv.put(domain(id), hostname);

// Whether the domain is one of ours, as far as it is seen here.
const hasDomain = async (kv: Kv, id: string): Promise<boolean> => (await kv.get(domain(id))) !== null;

/** Keeps an event. The same one again has the same key; an older one comes after, since keys are sorted. */
export const addEvent = (kv: Kv, id: string, at: number, status: string): Promise<void> =>
  kv.put(`${events(id)}${Number.MAX_SAFE_INTEGER - at}`, "", { metadata: { status } }); // always sixteen digits

/** What is known of a domain's certificate: what the newest event said, whenever it came. */
export const readStatus = async (kv: Kv, id: string): Promise<string | undefined> => {
  if (!(await hasDomain(kv, id))) return undefined;
  const { keys } = await kv.list({ prefix: events(id), limit: 1 });
  return (keys[0]?.metadata as { status: string } | undefined)?.status ?? "initializing";
};
