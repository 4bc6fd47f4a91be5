import { hash } from "../../../generators/draws/bits.ts";
import { hex32, uuidOf } from "../../../generators/draws/hex.ts";
import type { JsonObject } from "../../../schemas/json-schema.ts";
import { getAt } from "../../../schemas/pointer.ts";
import type { ApiRequest, ApiState, Resource } from "../../api.ts";
import { stackUidOf } from "./stack-id.ts";

// The numbers of the vendor's Go client (C66-GO), by state of lifecycle.json. The model's page has strings instead
// (active, expired, pending), which that client cannot decode.
const STATUSES: Readonly<Record<string, number>> = {
  "not installed": 0,
  installing: 1,
  failed: 2,
  installed: 3,
  removing: 4,
};
const NOT_APPLICABLE = -1;

/** What the API remembers of a certificate beside its subject; keys and certificates are not kept. */
export interface CertificateData extends JsonObject {
  uuid: string;
  stack_uid: string;
  type: string;
  ssl_termination: boolean;
  has_intermediate_cert: boolean;
  server_group_id: number | null;
  dns_provider_uuid: string | null;
  updated_at: string;
}

const words = (text: string): [number, number, number, number] => [
  hash(`1 ${text}`),
  hash(`2 ${text}`),
  hash(`3 ${text}`),
  hash(`4 ${text}`),
];

/** An instant as webhooks give it: without a fraction. */
export const instant = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, "Z");

/** The uuid of a certificate, drawn from a text that no other has. */
export const certificateUuid = (text: string): string => uuidOf(...words(text));

// What was not created by a call is named after its subject.
const uuidOfResource = ({ subject, data }: Resource): string =>
  (data["uuid"] as string | undefined) ?? certificateUuid(`${subject["stackId"]} ${subject["name"]}`);

const stackOf = ({ subject, data }: Resource): string =>
  (data["stack_uid"] as string | undefined) ?? stackUidOf(Number(subject["stackId"]));

/** What is remembered of a certificate, with a default for what no call has set. */
export const dataOf = (resource: Resource): CertificateData => ({
  uuid: uuidOfResource(resource),
  stack_uid: stackOf(resource),
  type: "lets_encrypt",
  ssl_termination: true,
  has_intermediate_cert: true,
  server_group_id: null,
  dns_provider_uuid: null,
  updated_at: instant(resource.createdAt),
  ...resource.data,
});

// The latest event knows when an installed certificate expires, and when it changed.
const fromEvent = ({ event }: Resource, field: string): string | undefined => {
  const value = getAt(event, `/ssl_certificate/${field}`);
  return typeof value === "string" ? value : undefined;
};

const VALID_FOR_MS = 90 * 86_400_000; // Let's Encrypt's; events say the same

const expiryOf = (resource: Resource): string =>
  fromEvent(resource, "cert_expiry") ?? instant(new Date(resource.createdAt.getTime() + VALID_FOR_MS));

const later = (one: string, other = ""): string => (one > other ? one : other);

/** A certificate as the API shows it. */
export const showCertificate = (resource: Resource): JsonObject => {
  const { subject, status, createdAt } = resource;
  const { stack_uid: _, ...data } = dataOf(resource);
  const isInstalled = status === "installed";
  const serverNames = String(subject["serverNames"] ?? "");
  return {
    ...data,
    name: subject["name"] ?? "",
    server_names: serverNames,
    wildcard: serverNames.includes("*."),
    status: STATUSES[status] ?? NOT_APPLICABLE,
    sha256_fingerprint: isInstalled ? hex32(...words(data.uuid)) + hex32(...words(`${data.uuid} `)) : null,
    ca_name: isInstalled && data.type === "lets_encrypt" ? "Let's Encrypt" : null,
    certificate: null,
    key: null,
    intermediate_certificate: null,
    created_at: instant(createdAt),
    updated_at: later(data.updated_at, fromEvent(resource, "updated_at")),
    expires_at: isInstalled ? expiryOf(resource) : null,
  };
};

/** The certificates of the stack that a call names. That one which is being removed shows no more is inferred. */
export const certificatesOf = ({ resources }: ApiState, { params }: ApiRequest): Resource[] =>
  resources.filter((resource) => stackOf(resource) === params["stack_uid"] && resource.status !== "removing");

/** The certificate that a call names. */
export const findCertificate = (state: ApiState, request: ApiRequest): Resource | undefined =>
  certificatesOf(state, request).find((resource) => uuidOfResource(resource) === request.params["uuid"]);
