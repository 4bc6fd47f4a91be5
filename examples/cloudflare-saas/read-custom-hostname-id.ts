interface Loose {
  data?: Loose;
  id?: unknown;
  ssl?: unknown;
}

/**
 * The id of the custom hostname that a webhook is about. There is none in the test message, in alerts of other kinds, and in
 * the events of a certificate that was replaced. Cloudflare's pages show the event by itself; live accounts are reported to
 * send it within a notification, as its `data`: both are read.
 */
export const readCustomHostnameId = (body: object): string | undefined => {
  const { data } = body as Loose;
  const subject = data?.ssl ? data : data?.data;
  return subject?.ssl && typeof subject.id === "string" ? subject.id : undefined;
};
