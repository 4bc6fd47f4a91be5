import { hash } from "../../../../generators/draws/bits.ts";
import { isObject } from "../../../../schemas/is-object.ts";
import type { Json, JsonObject } from "../../../../schemas/json-schema.ts";

/** The fields of `ssl` by which one certificate differs from another: others are settings of the edge. */
const CERTIFICATE = ["type", "method", "certificate_authority", "wildcard", "bundle_method", "custom_csr_id"];
const UPLOADS = ["custom_certificate", "custom_cert_bundle"];
const SETTINGS = ["http2", "min_tls_version", "tls_1_3", "early_hints", "ciphers"];
const FIELDS = ["custom_metadata", "custom_origin_server", "custom_origin_sni"];

const pick = (from: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(from).filter(([name, value]) => names.includes(name) && value !== null));

const sslOf = ({ ssl }: JsonObject): JsonObject => (isObject(ssl) ? (ssl as JsonObject) : {});

// Of a certificate that was uploaded only a mark: neither it nor its key is kept.
const keptSsl = (ssl: JsonObject): JsonObject => {
  const uploads = UPLOADS.filter((name) => ssl[name] !== undefined);
  const mark = uploads.length > 0 && { uploaded: hash(JSON.stringify(uploads.map((name) => ssl[name]))) };
  const { settings } = ssl;
  const known = isObject(settings) && { settings: pick(settings as JsonObject, SETTINGS) };
  return { ...pick(ssl, CERTIFICATE), ...known, ...mark };
};

const DEFAULTS: JsonObject = { type: "dv", method: "http", bundle_method: "ubiquitous", wildcard: false };

/** What is kept of a create: the fields that can be shown again. */
export const kept = (body: JsonObject): JsonObject => ({
  ...pick(body, FIELDS),
  ssl: { ...DEFAULTS, ...keptSsl(sslOf(body)) },
});

/** What is kept after an edit. */
export const edited = (data: JsonObject, body: JsonObject): JsonObject => {
  const ssl = keptSsl(sslOf(body));
  const settings = { ...(sslOf(data)["settings"] as JsonObject), ...(ssl["settings"] as JsonObject) };
  const merged = { ...sslOf(data), ...ssl, ...(Object.keys(settings).length > 0 && { settings }) };
  return { ...data, ...pick(body, FIELDS), ssl: merged };
};

/** Whether an edit asks for another certificate. */
export const isAnother = (data: JsonObject, body: JsonObject): boolean => {
  const asked = pick(keptSsl(sslOf(body)), [...CERTIFICATE, "uploaded"]);
  const has: JsonObject = { ...DEFAULTS, certificate_authority: "", ...sslOf(data) };
  return Object.entries(asked).some(([name, value]) => has[name] !== value);
};

/** Metadata as answers and webhooks have it (OA26): custom-metadata.mdx lets booleans and numbers be given, too. */
export const asStrings = (metadata: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, String(value)]));

/** The fields of a create or an edit that its webhooks repeat, by their place in a payload. */
export const repeated = (body: JsonObject): Record<string, Json> => {
  const { custom_metadata, custom_origin_server } = body;
  const { method, settings } = keptSsl(sslOf(body));
  const given = isObject(settings) ? Object.entries(settings) : [];
  return {
    ...(method !== undefined && { "/data/ssl/method": method }),
    ...Object.fromEntries(given.map(([name, value]) => [`/data/ssl/settings/${name}`, value as Json])),
    ...(isObject(custom_metadata) && { "/data/custom_metadata": asStrings(custom_metadata as JsonObject) }),
    ...(custom_origin_server !== undefined && { "/data/custom_origin_server": custom_origin_server }),
  };
};
