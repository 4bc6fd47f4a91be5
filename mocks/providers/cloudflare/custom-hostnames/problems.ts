import { isObject } from "../../../../schemas/is-object.ts";
import type { JsonObject } from "../../../../schemas/json-schema.ts";
import { type Problem, undocumented } from "../refusal.ts";
import { nameProblems } from "./name-problems.ts";
import { SSL_PROBLEMS } from "./ssl-problems.ts";

const METADATA_BYTES = 4096;

const isScalar = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

const isMetadata = (value: unknown): boolean =>
  isObject(value) &&
  Object.values(value).every(isScalar) &&
  new TextEncoder().encode(JSON.stringify(value)).length <= METADATA_BYTES;

const isWildcard = (name: unknown): boolean => typeof name === "string" && name.startsWith("*");

const hasOrigin = ({ custom_origin_server }: JsonObject): boolean => custom_origin_server !== undefined;

/** What the fields that can be set at any time must not hold. */
const COMMON: readonly Problem[] = [
  ...SSL_PROBLEMS,
  {
    applies: ({ custom_metadata }) => custom_metadata !== undefined && !isMetadata(custom_metadata),
    status: 400,
    code: 1401,
    source: "SC; the 4 KB and the flat map are custom-metadata.mdx's",
    message: "The custom metadata cannot be encoded.",
  },
  {
    applies: (body) => isWildcard(body["custom_origin_server"]),
    status: 400,
    code: 1420,
    message: "The custom origin server must not be a wildcard.",
    source: "SC",
  },
  ...nameProblems("custom_origin_server", "custom origin server", 1415, hasOrigin),
  {
    applies: ({ custom_origin_sni }) => custom_origin_sni !== undefined && typeof custom_origin_sni !== "string",
    ...undocumented("custom_origin_sni must be a text."),
  },
];

/** What a create must not hold. */
export const CREATE_PROBLEMS: readonly Problem[] = [
  ...nameProblems("hostname", "custom hostname", 1407, () => true),
  {
    applies: ({ hostname, custom_metadata }) => isWildcard(hostname) && custom_metadata !== undefined,
    status: 400,
    code: 1412,
    message: "A wildcard hostname cannot have custom metadata.",
    source: "SC",
  },
  ...COMMON,
];

/** What an edit must not hold. */
export const EDIT_PROBLEMS: readonly Problem[] = [
  ...COMMON,
  {
    applies: ({ ssl }) => isObject(ssl) && "method" in ssl !== "type" in ssl,
    status: 400,
    code: 1440,
    message: "Both method and type are needed to change either.",
    source: "SC",
  },
];
