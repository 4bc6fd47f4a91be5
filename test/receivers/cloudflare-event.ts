import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { isObject, type JsonObject } from "./json-body.ts";

const KNOWN: ReadonlySet<unknown> = new Set(cloudflare.eventTypes);

const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** A payload as an event of any type, with all that a receiver relies on; `undefined` for any other alert. */
export const readAnyEvent = (payload: JsonObject): CloudflareEvent | undefined => {
  const isEvent =
    typeof at(payload, "metadata", "event", "id") === "string" &&
    Number.isFinite(Date.parse(String(at(payload, "metadata", "event", "created_at")))) &&
    typeof at(payload, "data", "ssl", "status") === "string";
  return isEvent ? (payload as unknown as CloudflareEvent) : undefined;
};

/** The same of a type that is known. */
export const readEvent = (payload: JsonObject): CloudflareEvent | undefined =>
  KNOWN.has(at(payload, "metadata", "event", "type")) ? readAnyEvent(payload) : undefined;

/** When it happened, in milliseconds. */
export const timeOf = ({ metadata }: CloudflareEvent): number => Date.parse(metadata.event.created_at);

/** Its type without what all types begin with. */
export const suffixOf = ({ metadata }: CloudflareEvent): string =>
  metadata.event.type.replace("ssl.custom_hostname_certificate.", "");
