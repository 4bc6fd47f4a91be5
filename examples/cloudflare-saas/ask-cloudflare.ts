import Cloudflare from "cloudflare";
import { DELETED, type Domain } from "./domain.ts";

/** The domain as Cloudflare knows it now. */
export const askCloudflare = async (cloudflare: Cloudflare, domain: Domain): Promise<Domain> => {
  try {
    const { ssl } = await cloudflare.customHostnames.get(domain.id, { zone_id: domain.zoneId });
    const status = ssl?.status ?? domain.status;
    return {
      ...domain,
      status,
      hasServed: domain.hasServed || status === "active",
      problems: ssl?.validation_errors?.flatMap(({ message }) => message ?? []) ?? [],
      records: ssl?.validation_records?.map((record) => ({ ...record })) ?? [],
    };
  } catch (error) {
    if (!(error instanceof Cloudflare.NotFoundError)) throw error;
    return { ...domain, status: DELETED, problems: [], records: [] };
  }
};
