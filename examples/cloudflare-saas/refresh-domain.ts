import type Cloudflare from "cloudflare";
import { askCloudflare } from "./ask-cloudflare.ts";
import { DELETED } from "./domain.ts";
import type { DomainStore } from "./domain-store.ts";

/**
 * Brings our row up to date with what Cloudflare says now. It does not matter how often this is called, or in which order
 * the events came that made us call it.
 */
export const refreshDomain = async (cloudflare: Cloudflare, store: DomainStore, id: string): Promise<void> => {
  const domain = await store.find(id);
  if (!domain || domain.status === DELETED) return; // not ours, or gone for good
  const isStored = await store.replace(domain, await askCloudflare(cloudflare, domain));
  // Another request has asked meanwhile, and who heard the newer answer cannot be told: ask again.
  if (!isStored) await refreshDomain(cloudflare, store, id);
};
