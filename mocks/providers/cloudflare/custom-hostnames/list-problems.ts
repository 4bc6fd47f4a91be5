import { schemas } from "../../../../schemas/generated/cloudflare/schemas.ts";
import { getAt } from "../../../../schemas/pointer.ts";
import { type Refusal, undocumented } from "../refusal.ts";
import { INVALID_ID } from "./errors.ts";
import { isId } from "./find.ts";

/** A refusal, and the queries that it is for. */
interface QueryProblem extends Refusal {
  applies: (query: URLSearchParams) => boolean;
}

const BY_NAME = ["hostname", "hostname.exact", "hostname.startsWith", "hostname.contain"];
const BY_WHAT = [
  ...BY_NAME,
  ...["ssl_status", "hostname_status", "certificate_authority", "wildcard", "custom_origin_server"],
];

const whole =
  (minimum: number, maximum = Number.MAX_SAFE_INTEGER) =>
  (value: string): boolean =>
    /^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;

const among =
  (values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);

const statuses = (pointer: string): readonly string[] =>
  getAt(schemas["api/custom-hostname.schema.json"]?.(), `/properties${pointer}/enum`) as string[];

const isName = (value: string): boolean => value.length <= 255;

// What a parameter must be (OA26); what is told where it is not, no source says.
const PARAMETERS: Readonly<Record<string, [holds: (value: string) => boolean, what: string]>> = {
  page: [whole(1), "a whole number from 1 on"],
  per_page: [whole(5, 1000), "a whole number from 5 to 1000"],
  order: [among(["ssl", "ssl_status"]), "ssl or ssl_status"],
  direction: [among(["asc", "desc"]), "asc or desc"],
  ssl: [among(["0", "1"]), "0 or 1"],
  wildcard: [among(["true", "false"]), "true or false"],
  certificate_authority: [among(["google", "lets_encrypt", "ssl_com"]), "google, lets_encrypt or ssl_com"],
  ssl_status: [(value) => statuses("/ssl/properties/status").includes(value), "a status of certificates"],
  hostname_status: [(value) => statuses("/status").includes(value), "a status of custom hostnames"],
  ...Object.fromEntries(
    ["hostname", "hostname.exact", "hostname.startsWith", "custom_origin_server"].map((name) => [
      name,
      [isName, "at most 255 characters long"],
    ]),
  ),
};

/** What a query must not hold; the first that applies answers. */
export const LIST_PROBLEMS: readonly QueryProblem[] = [
  {
    applies: (query) => query.has("id") && BY_WHAT.some((name) => query.has(name)),
    status: 400,
    code: 1438,
    message: "Another filter cannot be used together with id.",
    source: "SC",
  },
  { applies: (query) => !isId(query.get("id") ?? "00000000-0000-0000-0000-000000000000"), ...INVALID_ID },
  {
    applies: (query) => query.has("hostname.contain") && !/^[\w.*-]{1,255}$/.test(query.get("hostname.contain") ?? ""),
    status: 400,
    code: 1437,
    message: "hostname.contain is invalid.",
    source: "SC",
  },
  {
    applies: (query) => BY_NAME.filter((name) => query.has(name)).length > 1,
    ...undocumented("Only one filter by hostname can be used at a time."), // OA26: mutually exclusive
  },
  ...Object.entries(PARAMETERS).map(([name, [holds, what]]) => ({
    applies: (query: URLSearchParams) => query.has(name) && !holds(query.get(name) ?? ""),
    ...undocumented(`${name} must be ${what}.`),
  })),
];
