import type { Json, JsonObject } from "../../../schemas/json-schema.ts";
import type { Resource, Route } from "../../api.ts";
import { answerOne, refuse } from "./answers.ts";
import { type CertificateData, certificateUuid, instant, showCertificate } from "./certificate.ts";
import { isUnset, readCertificate } from "./read-certificate.ts";
import { stackIdOf } from "./stack-id.ts";

const given = <T extends Json>(value: Json | undefined, otherwise: T): T => (isUnset(value) ? otherwise : (value as T));

/** The subject that webhooks name, as far as a call has set it. */
export const subjectFrom = (certificate: JsonObject, before: Resource["subject"]): Resource["subject"] => ({
  ...before,
  name: given(certificate["name"], before["name"] ?? ""),
  serverNames: given(certificate["server_names"], before["serverNames"] ?? ""),
});

/** What is remembered of a certificate after a call: what it set, and what was before. */
export const dataFrom = (certificate: JsonObject, before: CertificateData, now: Date): CertificateData => {
  const type = given(certificate["type"], before.type);
  const isReplaced = !isUnset(certificate["certificate"]);
  return {
    ...before,
    type,
    ssl_termination: given(certificate["ssl_termination"], before.ssl_termination),
    // Let's Encrypt's always come with one.
    has_intermediate_cert:
      type === "lets_encrypt" ||
      (isReplaced ? !isUnset(certificate["intermediate_certificate"]) : before.has_intermediate_cert),
    server_group_id: given(certificate["server_group_id"], before.server_group_id),
    dns_provider_uuid: given(certificate["dns_provider_uuid"], before.dns_provider_uuid),
    updated_at: instant(now),
  };
};

/** What webhooks repeat of a certificate, by its place in a payload. */
export const repeated = ({ type, ssl_termination, has_intermediate_cert }: CertificateData): Record<string, Json> => ({
  "/ssl_certificate/lets_encrypt": type === "lets_encrypt",
  "/ssl_certificate/ssl_termination": ssl_termination,
  "/ssl_certificate/has_intermediate_cert": has_intermediate_cert,
});

/** Adds a certificate to a stack; its installation begins. */
export const create: Route = (state, { text, params, next }, now) => {
  const read = readCertificate(text, true);
  if ("refusal" in read) return refuse(state, read.refusal);
  const stack_uid = params["stack_uid"] ?? "";
  const unset: CertificateData = {
    uuid: certificateUuid(`${stack_uid} ${next.index} ${next.subject["name"]}`),
    stack_uid,
    type: "lets_encrypt",
    ssl_termination: true,
    has_intermediate_cert: true,
    server_group_id: null,
    dns_provider_uuid: null,
    updated_at: instant(now),
  };
  const data = dataFrom(read.certificate, unset, now);
  const subject = { ...subjectFrom(read.certificate, next.subject), stackId: stackIdOf(stack_uid) };
  const resource: Resource = { ...next, subject, createdAt: now, data };
  return {
    ...answerOne({ ...state, resources: [...state.resources, resource] }, showCertificate(resource)),
    schedule: { begin: next.index, fields: repeated(data) },
  };
};
