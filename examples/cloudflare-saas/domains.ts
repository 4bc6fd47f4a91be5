import type Cloudflare from "cloudflare";
import { Hono } from "hono";
import { describeDomain } from "./describe-domain.ts";
import type { DomainStore } from "./domain-store.ts";
import { refreshDomain } from "./refresh-domain.ts";

// An edit with the same `ssl` as before means "validate now"; with another one it would mean another certificate.
const SSL = { method: "http", type: "dv" } as const;

/** What customers do with their domains. That they may is for your application to see to. */
export const createDomains = (cloudflare: Cloudflare, store: DomainStore, zoneId: string): Hono => {
  const show = async (hostname: string): Promise<Response> => {
    const domain = await store.findByHostname(hostname);
    return domain ? Response.json(describeDomain(domain)) : Response.json({ problems: ["not found"] }, { status: 404 });
  };

  return new Hono()
    .post("/", async (c) => {
      const { hostname } = await c.req.json<{ hostname: string }>();
      if (await store.findByHostname(hostname)) return c.json({ problems: ["already added"] }, 409);
      const { id } = await cloudflare.customHostnames.create({ zone_id: zoneId, hostname, ssl: SSL });
      await store.add({ id, zoneId, hostname, status: "initializing", hasServed: false, problems: [], records: [] });
      await refreshDomain(cloudflare, store, id); // the answer to a create has no validation records yet
      return show(hostname);
    })
    .get("/:hostname", (c) => show(c.req.param("hostname")))
    .post("/:hostname/validate", async (c) => {
      const domain = await store.findByHostname(c.req.param("hostname"));
      if (domain) {
        await cloudflare.customHostnames.edit(domain.id, { zone_id: domain.zoneId, ssl: SSL });
        await refreshDomain(cloudflare, store, domain.id);
      }
      return show(c.req.param("hostname"));
    })
    .delete("/:hostname", async (c) => {
      const domain = await store.findByHostname(c.req.param("hostname"));
      if (domain) {
        await cloudflare.customHostnames.delete(domain.id, { zone_id: domain.zoneId });
        await refreshDomain(cloudflare, store, domain.id);
      }
      return show(c.req.param("hostname"));
    });
};
