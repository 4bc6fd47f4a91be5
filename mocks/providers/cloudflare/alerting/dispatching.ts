import { definition, schemas } from "../../../../schemas/generated/cloudflare/schemas.ts";
import { getAt } from "../../../../schemas/pointer.ts";
import type { ApiState, Destination, OutgoingEvent } from "../../../api.ts";
import { type Exchange, isAccepted } from "../../../exchange.ts";
import { destinationOf } from "./destinations.ts";
import { webhooksOf } from "./policies.ts";
import { allOf, changed } from "./records.ts";

/** The alert type of custom hostnames' certificates. */
export const ALERT_TYPE: string = String(schemas["defs/alert-type.schema.json"]?.().const);

/**
 * The destinations that an event goes to: those of its account's enabled policies of the right alert type, each once. An
 * account that the alerting API was never used for was drawn: its events go to every account's.
 */
export const destinations = (state: ApiState, { payload }: OutgoingEvent): Destination[] => {
  const account = getAt(payload, definition.subject["accountId"]?.pointer ?? "");
  const policies = allOf(state, "policies").filter(
    ({ enabled, alert_type }) => enabled !== false && alert_type === ALERT_TYPE,
  );
  const isKnown = [...allOf(state, "destinations"), ...policies].some(({ account_id }) => account_id === account);
  const own = policies.filter(({ account_id }) => !isKnown || account_id === account);
  const wanted = new Set(own.flatMap(webhooksOf));
  return allOf(state, "destinations")
    .filter(({ id }) => wanted.has(String(id)))
    .map(destinationOf);
};

/** Notes when a destination last took a webhook, or did not. */
export const delivered = (state: ApiState, { id }: Destination, exchange: Exchange, now: Date): ApiState =>
  changed(state, "destinations", id, { [isAccepted(exchange) ? "last_success" : "last_failure"]: now.toISOString() });
