import { isObject } from "../../../../schemas/is-object.ts";
import type { Json, JsonObject } from "../../../../schemas/json-schema.ts";
import { row } from "../../../../schemas/row.ts";
import type { Problem } from "../refusal.ts";

const objectAt = (body: JsonObject, name: string): JsonObject => {
  const value = body[name];
  return isObject(value) ? (value as JsonObject) : {};
};

const among =
  (...values: Json[]) =>
  (value: Json): boolean =>
    values.includes(value);
const ON_OFF = among("on", "off");
const isPem = (value: Json): boolean => typeof value === "string" && value.includes("-----BEGIN ");
const isUuid = (value: Json): boolean =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
const areNames = (value: Json): boolean => Array.isArray(value) && value.every((one) => typeof one === "string");

// Field to what it must be, the code and the words; of those in ssl and those in its settings.
const SSL: Readonly<Record<string, [holds: (value: Json) => boolean, code: number, message: string]>> = {
  method: [among("http", "txt", "email"), 1432, "The validation method must be http, email or txt."],
  type: [among("dv"), 1433, "The type must be dv."],
  certificate_authority: [
    among("digicert", "google", "lets_encrypt", "ssl_com", ""),
    1434,
    "Invalid ssl attribute: certificate_authority.",
  ],
  wildcard: [(value) => typeof value === "boolean", 1434, "Invalid ssl attribute: wildcard."],
  custom_csr_id: [isUuid, 1430, "The custom CSR's id is invalid."],
  bundle_method: [among("ubiquitous", "optimal", "force"), 1449, "Invalid bundle method."],
};
const SETTINGS: typeof SSL = {
  http2: [ON_OFF, 1422, "http2 must be on or off."],
  tls_1_2_only: [ON_OFF, 1423, "tls_1_2_only must be on or off."],
  tls_1_3: [ON_OFF, 1424, "tls_1_3 must be on or off."],
  min_tls_version: [among("1.0", "1.1", "1.2", "1.3"), 1425, "min_tls_version must be 1.0, 1.1, 1.2 or 1.3."],
  ciphers: [areNames, 1442, "The ciphers are invalid."],
  early_hints: [ON_OFF, 1434, "Invalid ssl attribute: early_hints."],
};

const fieldProblems = (table: typeof SSL, of: (ssl: JsonObject) => JsonObject): Problem[] =>
  Object.entries(table).map(([name, [holds, code, message]]) => ({
    applies: (body) => {
      const value = row(of(objectAt(body, "ssl")), name);
      return value !== undefined && value !== null && !holds(value);
    },
    status: 400,
    code,
    message,
    source: "SC",
  }));

const inSsl = (code: number, message: string, test: (ssl: JsonObject) => boolean): Problem => ({
  applies: (body) => test(objectAt(body, "ssl")),
  status: 400,
  code,
  message,
  source: "SC",
});

/** What an `ssl` must not hold. That a certificate authority or a wildcard that is none is 1434 is inferred. */
export const SSL_PROBLEMS: readonly Problem[] = [
  {
    applies: ({ ssl }) => ssl !== undefined && ssl !== null && !isObject(ssl),
    status: 400,
    code: 1434,
    message: "Invalid ssl attribute.",
    source: "SC",
  },
  ...fieldProblems(SSL, (ssl) => ssl),
  ...fieldProblems(SETTINGS, (ssl) => objectAt(ssl, "settings")),
  inSsl(1443, "Ciphers cannot be set with a minimum of TLS 1.3.", (ssl) => {
    const { ciphers, min_tls_version } = objectAt(ssl, "settings");
    return Array.isArray(ciphers) && ciphers.length > 0 && min_tls_version === "1.3";
  }),
  inSsl(1427, "The certificate is empty.", (ssl) => ssl["custom_certificate"] === ""),
  inSsl(1426, "The certificate cannot be parsed.", ({ custom_certificate: one }) => one !== undefined && !isPem(one)),
  inSsl(1428, "The key cannot be parsed.", ({ custom_key: one }) => one !== undefined && !isPem(one)),
];
