import type Cloudflare from "cloudflare";

/** Where webhooks go. */
export interface Registration {
  accountId: string;
  /** Our `/webhooks/cloudflare`, as Cloudflare reaches it. The app must be up: it gets a test message first. */
  url: string;
  secret: string;
}

/** Tells Cloudflare, once for an account, to send us what happens to certificates. */
export const registerWebhook = async (
  cloudflare: Cloudflare,
  { accountId, url, secret }: Registration,
): Promise<void> => {
  const account = { account_id: accountId, name: "certificates" };
  const { id = "" } = await cloudflare.alerting.destinations.webhooks.create({ ...account, url, secret });
  await cloudflare.alerting.policies.create({
    ...account,
    alert_type: "custom_ssl_certificate_event_type",
    enabled: true,
    mechanisms: { webhooks: [{ id }] },
  });
};
