import type { JsonObject } from "../../../../schemas/json-schema.ts";
import type { Resource, Route } from "../../../api.ts";
import { refuse } from "../refusal.ts";
import { success } from "../success.ts";
import { inZone } from "./find.ts";
import { LIST_PROBLEMS } from "./list-problems.ts";
import { shown } from "./shown.ts";

/** A custom hostname as it is kept, and as it is shown. */
interface Row {
  resource: Resource;
  show: () => JsonObject;
}

const nameOf = ({ resource }: Row): string => String(resource.subject["hostname"]).toLowerCase();
const sslOf = ({ show }: Row): JsonObject => show()["ssl"] as JsonObject;
const isNamed = (row: Row, value: string): boolean => nameOf(row) === value.toLowerCase();

// The documented filters, by query parameter. Every custom hostname has a certificate here: `ssl` leaves none out.
const FILTERS: Readonly<Record<string, (row: Row, value: string) => boolean>> = {
  id: ({ resource }, value) => resource.subject["id"] === value,
  hostname: isNamed,
  "hostname.exact": isNamed,
  "hostname.startsWith": (row, value) => nameOf(row).startsWith(value.toLowerCase()),
  "hostname.contain": (row, value) => nameOf(row).includes(value.toLowerCase()),
  ssl_status: ({ resource }, value) => resource.status === value,
  hostname_status: ({ show }, value) => show()["status"] === value,
  certificate_authority: (row, value) => sslOf(row)["certificate_authority"] === value,
  wildcard: (row, value) => String(sslOf(row)["wildcard"] ?? false) === value,
  custom_origin_server: ({ resource }, value) => resource.data["custom_origin_server"] === value,
};

// By `order`; that "ssl" is the order of creation is inferred.
const ORDERS: Readonly<Record<string, (one: Row, other: Row) => number>> = {
  ssl: () => 0,
  ssl_status: (one, other) =>
    one.resource.status < other.resource.status ? -1 : Number(one.resource.status > other.resource.status),
};

/**
 * GET /zones/:zone_id/custom_hostnames: past the end the page is empty, as the SDK needs it. total_count is that without
 * filters (OA26); that total_pages is that with them is inferred.
 */
export const list: Route = (state, request) => {
  const { query, seed } = request;
  const problem = LIST_PROBLEMS.find(({ applies }) => applies(query));
  if (problem) return refuse(state, problem);
  const all = inZone(state, request);
  const asked = Object.entries(FILTERS).flatMap(([name, holds]) => {
    const value = query.get(name);
    return value === null ? [] : [(row: Row) => holds(row, value)];
  });
  const wanted = all
    .map((resource): Row => ({ resource, show: () => shown(resource, seed) }))
    .filter((row) => asked.every((holds) => holds(row)))
    .sort(ORDERS[query.get("order") ?? "ssl"]);
  if (query.get("direction") === "desc") wanted.reverse();
  const [page, per_page] = [Number(query.get("page") ?? 1), Number(query.get("per_page") ?? 20)];
  const result = wanted.slice((page - 1) * per_page, page * per_page).map(({ show }) => show());
  const total_pages = Math.ceil(wanted.length / per_page);
  const result_info = { page, per_page, count: result.length, total_count: all.length, total_pages };
  return success(state, result, { result_info });
};
