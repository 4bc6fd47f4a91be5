import { hash } from "../../../../generators/draws/bits.ts";
import { uniqueHex, uniqueUuid } from "../../../../generators/draws/identity.ts";
import { isObject } from "../../../../schemas/is-object.ts";
import type { Json, JsonObject } from "../../../../schemas/json-schema.ts";
import { getAt } from "../../../../schemas/pointer.ts";
import type { Resource } from "../../../api.ts";
import { asStrings } from "./kept.ts";

const DAY = 86_400_000;
const VALIDITY = 90 * DAY; // renew-certificates

// The hostname's own status is independent of its certificate's, and no webhook tells of it. Here it follows: that a
// hostname points to the zone as soon as its certificate is validated is inferred, and so is the whole table.
const HOSTNAME_STATUS: Readonly<Record<string, string>> = {
  initializing: "pending",
  pending_validation: "pending",
  initializing_timed_out: "moved",
  validation_timed_out: "moved",
  pending_deletion: "pending_deletion",
  deletion_timed_out: "pending_deletion",
};

const UNVERIFIED = // OA26's example of an error
  "None of the A or AAAA records are owned by this account and the pre-generated ownership verification token was not found.";

const VALIDATING = ["pending_validation", "validation_timed_out"];
const FAILING = [...VALIDATING, "pending_issuance", "issuance_timed_out"];

const bareName = (hostname: string): string => hostname.replace(/^\*\./, "");

// The forms are those of OA26's examples; the values are drawn. A create answers without them (create-custom-hostname-api).
const validationRecord = (hostname: string, method: Json | undefined, hex: string): JsonObject => {
  const host = bareName(hostname);
  if (method === "email")
    return {
      status: "pending",
      emails: ["admin", "administrator", "hostmaster", "postmaster", "webmaster"].map((name) => `${name}@${host}`),
    };
  if (method === "txt") return { status: "pending", txt_name: `_acme-challenge.${host}`, txt_value: hex };
  return {
    status: "pending",
    http_url: `http://${host}/.well-known/pki-validation/ca3-${hex}.txt`,
    http_body: `ca3-${hex}`,
  };
};

const uploadOf = (hostname: string, createdAt: Date): JsonObject => ({
  hosts: [hostname],
  uploaded_on: createdAt.toISOString(),
  expires_on: new Date(createdAt.getTime() + VALIDITY).toISOString(),
});

const certificate = (resource: Resource, hostname: string, drawn: (name: string) => string): JsonObject => {
  const { subject, status, createdAt, data, event } = resource;
  const { uploaded, certificate_authority, ...ssl } = (data["ssl"] ?? {}) as JsonObject;
  const errors = FAILING.includes(status) ? getAt(event, "/data/ssl/validation_errors") : undefined;
  return {
    id: subject["certificateId"] ?? "",
    type: "dv",
    method: "http",
    ...ssl,
    certificate_authority: certificate_authority || "google", // the default authority is not documented: it is chosen
    status,
    ...(VALIDATING.includes(status) && {
      validation_records: [validationRecord(hostname, ssl["method"], drawn("validation"))],
    }),
    ...(errors !== undefined && { validation_errors: errors as Json }),
    ...(uploaded !== undefined && uploadOf(hostname, createdAt)),
  };
};

/** A custom hostname as the API shows it. */
export const shown = (resource: Resource, seed: number): JsonObject => {
  const { index, subject, status, createdAt, data } = resource;
  const { ssl: _, custom_metadata, ...rest } = data;
  const fields = {
    ...rest,
    ...(isObject(custom_metadata) && { custom_metadata: asStrings(custom_metadata as JsonObject) }),
  };
  const [id, hostname] = [String(subject["id"] ?? ""), String(subject["hostname"] ?? "")];
  const drawn = (name: string): string => uniqueHex(hash(`${name} ${subject["certificateId"]}`), seed, index, 0, 0);
  const token = (name: string): string => uniqueUuid(hash(name), seed, index, 0, 0);
  const hostnameStatus = HOSTNAME_STATUS[status] ?? "active";
  return {
    id,
    hostname,
    ssl: certificate(resource, hostname, drawn),
    ...fields,
    status: hostnameStatus,
    ...(hostnameStatus !== "active" &&
      hostnameStatus !== "pending_deletion" && {
        verification_errors: [UNVERIFIED],
        ownership_verification: {
          type: "txt",
          name: `_cf-custom-hostname.${bareName(hostname)}`,
          value: token("ownership"),
        },
        ownership_verification_http: {
          http_url: `http://${bareName(hostname)}/.well-known/cf-custom-hostname-challenge/${id}`,
          http_body: token("ownership"),
        },
      }),
    created_at: createdAt.toISOString(),
  };
};
