// What pages show of a custom hostname, asked of Cloudflare once and then known until an event tells of a change.
const known = new Map<string, Promise<string>>();

const askCloudflare = async (id: string): Promise<string> => {
  const { CLOUDFLARE_ZONE: zone, CLOUDFLARE_TOKEN: token } = process.env;
  const url = `https://api.cloudflare.com/client/v4/zones/${zone}/custom_hostnames/${encodeURIComponent(id)}`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (answer.status === 404) return "deleted";
  if (!answer.ok) throw new Error(`Failed to ask for ${id}: Cloudflare answered ${answer.status}.`);
  return ((await answer.json()) as { result: { ssl: { status: string } } }).result.ssl.status;
};

/** The status of a hostname's certificate, for pages. */
export const readStatus = (id: string): Promise<string> => {
  const status = known.get(id) ?? askCloudflare(id);
  known.set(id, status);
  status.catch(() => forgetDomain(id)); // an answer that did not come is none to keep
  return status;
};

/** In Next's own cache: `revalidateTag(id)`, where the fetch above has `next: { tags: [id] }`. */
export const forgetDomain = (id: string): void => void known.delete(id);
