const names = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Header names, in lower case, that anybody may send and that say nothing of who did: those of HTTP, of browsers and of proxies. */
export const COMMON_NAMES: ReadonlySet<string> = new Set([
  ...names("accept accept-charset accept-encoding accept-language accept-ranges age allow authorization"),
  ...names("cache-control connection content-disposition content-encoding content-language content-length"),
  ...names("content-location content-range content-security-policy content-type cookie date etag expect expires"),
  ...names("forwarded from host idempotency-key if-match if-modified-since if-none-match if-range if-unmodified-since"),
  ...names("keep-alive last-modified link location max-forwards origin pragma priority proxy-authenticate"),
  ...names("proxy-authorization proxy-connection range referer referrer-policy retry-after server set-cookie"),
  ...names("signature signature-input sec-fetch-dest sec-fetch-mode sec-fetch-site strict-transport-security te"),
  ...names("traceparent tracestate trailer transfer-encoding upgrade user-agent vary via warning www-authenticate"),
  ...names("x-content-type-options x-forwarded-for x-forwarded-host x-forwarded-port x-forwarded-proto"),
  ...names("x-frame-options x-powered-by x-real-ip x-request-id x-correlation-id x-signature x-webhook-id"),
  ...names("webhook-id webhook-signature webhook-timestamp access-control-allow-origin"),
]);
