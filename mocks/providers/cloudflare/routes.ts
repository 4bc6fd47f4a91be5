import type { Api, Route } from "../../api.ts";
import * as alerts from "./alerting/available-alerts.ts";
import * as destinations from "./alerting/destinations.ts";
import { delivered, destinations as destinationsOf } from "./alerting/dispatching.ts";
import { UNAUTHORISED as UNALERTED } from "./alerting/errors.ts";
import * as policies from "./alerting/policies.ts";
import { authorised } from "./authorised.ts";
import { create } from "./custom-hostnames/create.ts";
import { edit } from "./custom-hostnames/edit.ts";
import { UNAUTHORISED } from "./custom-hostnames/errors.ts";
import { get } from "./custom-hostnames/get.ts";
import { list } from "./custom-hostnames/list.ts";
import { remove } from "./custom-hostnames/remove.ts";
import { within } from "./within.ts";

const ofZone = (route: Route): Route => authorised(UNAUTHORISED, within("zone_id", "zones", route));
const ofAccount = (route: Route): Route => authorised(UNALERTED, within("account_id", "accounts", route));

const HOSTNAMES = "/zones/:zone_id/custom_hostnames";
const ALERTING = "/accounts/:account_id/alerting/v3";

/** The calls that the mock answers: custom hostnames and alerting. */
export const api: Api = {
  base: "https://api.cloudflare.com/client/v4",
  routes: {
    [`GET ${HOSTNAMES}`]: ofZone(list),
    [`POST ${HOSTNAMES}`]: ofZone(create),
    [`GET ${HOSTNAMES}/:id`]: ofZone(get),
    [`PATCH ${HOSTNAMES}/:id`]: ofZone(edit),
    [`DELETE ${HOSTNAMES}/:id`]: ofZone(remove),
    [`GET ${ALERTING}/available_alerts`]: ofAccount(alerts.list),
    [`GET ${ALERTING}/destinations/webhooks`]: ofAccount(destinations.list),
    [`POST ${ALERTING}/destinations/webhooks`]: ofAccount(destinations.create),
    [`GET ${ALERTING}/destinations/webhooks/:id`]: ofAccount(destinations.get),
    [`PUT ${ALERTING}/destinations/webhooks/:id`]: ofAccount(destinations.update),
    [`DELETE ${ALERTING}/destinations/webhooks/:id`]: ofAccount(destinations.remove),
    [`GET ${ALERTING}/policies`]: ofAccount(policies.list),
    [`POST ${ALERTING}/policies`]: ofAccount(policies.create),
    [`GET ${ALERTING}/policies/:id`]: ofAccount(policies.get),
    [`PUT ${ALERTING}/policies/:id`]: ofAccount(policies.update),
    [`DELETE ${ALERTING}/policies/:id`]: ofAccount(policies.remove),
  },
  // The API reference (OA26) says 200 for all of them; the status codes page differs (decision 0010).
  statuses: { "status-codes-page": { [`POST ${HOSTNAMES}`]: 201, [`PATCH ${HOSTNAMES}/:id`]: 202 } },
  destinations: destinationsOf,
  delivered,
};
