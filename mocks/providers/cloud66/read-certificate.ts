import { isObject } from "../../../schemas/is-object.ts";
import type { JsonObject } from "../../../schemas/json-schema.ts";
import type { Refusal } from "./answers.ts";

const HOSTNAME = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const isText = (value: unknown): boolean => typeof value === "string";

/** A field that was left out; the vendor's client sends its whole struct, unset fields as null or empty. */
export const isUnset = (value: unknown): boolean => value === undefined || value === null || value === "";

interface Problem {
  applies(certificate: JsonObject): boolean;
  details: string;
}

const wrong = (field: string, isRight: (value: unknown) => boolean, details: string): Problem => ({
  applies: ({ [field]: value }) => !isUnset(value) && !isRight(value),
  details: `${field} ${details}`,
});

// No refusal of these calls is documented: each row is inferred but for the one that says otherwise.
const EITHER: readonly Problem[] = [
  wrong("name", isText, "must be a string."),
  wrong("type", (value) => ["lets_encrypt", "manual"].includes(String(value)), "must be lets_encrypt or manual."),
  wrong(
    "server_names",
    (value) => typeof value === "string" && value.split(",").every((name) => HOSTNAME.test(name.trim())),
    "must be hostnames, joined by commas.",
  ),
  wrong("ssl_termination", (value) => typeof value === "boolean", "must be true or false."),
  wrong("server_group_id", Number.isInteger, "must be a whole number."),
  wrong("dns_provider_uuid", isText, "must be a string."),
  wrong("certificate", isText, "must be a string."),
  wrong("key", isText, "must be a string."),
  wrong("intermediate_certificate", isText, "must be a string."),
];

const CREATE: readonly Problem[] = [
  { applies: ({ type }) => isUnset(type), details: "type must be lets_encrypt or manual." },
  {
    applies: ({ type, server_names }) => type === "lets_encrypt" && isUnset(server_names),
    details: "server_names must be given for a certificate of Let's Encrypt.",
  },
  {
    // third-party: a Terraform provider requires both
    applies: ({ type, certificate, key }) => type === "manual" && (isUnset(certificate) || isUnset(key)),
    details: "certificate and key must be given for a manual certificate.",
  },
];

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused below
  }
};

const bad = (details: string): Refusal => ({ status: 400, error: "bad_request", details });

/** The certificate in the body of a create or an update, or why it is refused. */
export const readCertificate = (text: string, isNew: boolean): { certificate: JsonObject } | { refusal: Refusal } => {
  const body = parse(text);
  if (!isObject(body)) return { refusal: bad("The body must be a JSON object.") };
  const certificate = body["ssl_certificate"] as JsonObject | undefined;
  if (!isObject(certificate)) return { refusal: bad("ssl_certificate must be an object.") };
  const problem = [...EITHER, ...(isNew ? CREATE : [])].find(({ applies }) => applies(certificate as JsonObject));
  return problem ? { refusal: bad(problem.details) } : { certificate: certificate as JsonObject };
};
