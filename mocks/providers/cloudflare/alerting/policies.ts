import { schemas } from "../../../../schemas/generated/cloudflare/schemas.ts";
import { isObject } from "../../../../schemas/is-object.ts";
import type { Json, JsonObject } from "../../../../schemas/json-schema.ts";
import type { ApiRequest, ApiState, Route } from "../../../api.ts";
import { type Problem, undocumented } from "../refusal.ts";
import { done, success } from "../success.ts";
import { added, changed, inAccount, nextId, without } from "./records.ts";
import { withBody } from "./with-body.ts";
import { withRecord } from "./with-record.ts";

const FIELDS = ["name", "description", "enabled", "alert_type", "mechanisms", "filters", "alert_interval"];
const REQUIRED = ["name", "alert_type", "mechanisms"]; // and enabled, whose default is true

const alertTypes = (): readonly unknown[] => schemas["api/alert-type.schema.json"]?.().enum ?? [];

/** The ids of a policy's webhook destinations. */
export const webhooksOf = ({ mechanisms }: JsonObject): string[] => {
  const webhooks = isObject(mechanisms) ? mechanisms["webhooks"] : undefined;
  return Array.isArray(webhooks) ? webhooks.flatMap((one) => (isObject(one) ? [String(one["id"])] : [])) : [];
};

const isMechanism = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => isObject(one) && typeof one["id"] === "string");

const areMechanisms = (value: unknown): boolean => isObject(value) && Object.values(value).every(isMechanism);

// Fields as OA24 types them; what is told where they are not so, no source says.
const TYPES: readonly Problem[] = [
  {
    applies: ({ name }) => name !== undefined && (typeof name !== "string" || name === ""),
    ...undocumented("name must be a text."),
  },
  {
    applies: ({ alert_type }) => alert_type !== undefined && !alertTypes().includes(alert_type),
    ...undocumented("alert_type is not known."),
  },
  {
    applies: ({ enabled }) => enabled !== undefined && typeof enabled !== "boolean",
    ...undocumented("enabled must be true or false."),
  },
  {
    applies: ({ mechanisms }) => mechanisms !== undefined && !areMechanisms(mechanisms),
    ...undocumented("mechanisms must be an object of lists of objects with an id."),
  },
  {
    applies: ({ filters }) => filters !== undefined && !isObject(filters),
    ...undocumented("filters must be an object."),
  },
  {
    applies: ({ description = "", alert_interval = "" }) =>
      [description, alert_interval].some((one) => typeof one !== "string"),
    ...undocumented("description and alert_interval must be texts."),
  },
];

const isMissing: Problem = {
  applies: (body) => REQUIRED.some((name) => body[name] === undefined),
  ...undocumented(`${REQUIRED.join(", ")} are required.`),
};

// A policy of destinations that are not there would never send: that it is refused is inferred.
const unknownWebhook = (state: ApiState, request: ApiRequest): Problem => ({
  applies: (body) =>
    webhooksOf(body).some((id) => !inAccount(state, "destinations", request).some((one) => one["id"] === id)),
  ...undocumented("mechanisms.webhooks names a destination that does not exist."),
});

const pick = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => FIELDS.includes(name)));

const shown = ({ account_id: _, ...rest }: JsonObject): Json => rest;

/** GET /accounts/:account_id/alerting/v3/policies */
export const list: Route = (state, request) => success(state, inAccount(state, "policies", request).map(shown));

/** POST /accounts/:account_id/alerting/v3/policies */
export const create: Route = (state, request, now) =>
  withBody(state, request, [isMissing, ...TYPES, unknownWebhook(state, request)], (body) => {
    const id = nextId(state, request);
    const times = { created: now.toISOString(), modified: now.toISOString() };
    const record = { id, account_id: request.params["account_id"] ?? "", enabled: true, ...pick(body), ...times };
    return success(added(state, "policies", record), { id });
  });

/** GET /accounts/:account_id/alerting/v3/policies/:id */
export const get: Route = (state, request) =>
  withRecord(state, "policies", request, (record) => success(state, shown(record)));

/** PUT /accounts/:account_id/alerting/v3/policies/:id; a field that is not given stays. */
export const update: Route = (state, request, now) =>
  withRecord(state, "policies", request, ({ id = "" }) =>
    withBody(state, request, [...TYPES, unknownWebhook(state, request)], (body) =>
      success(changed(state, "policies", id, { ...pick(body), modified: now.toISOString() }), { id }),
    ),
  );

/** DELETE /accounts/:account_id/alerting/v3/policies/:id */
export const remove: Route = (state, request) =>
  withRecord(state, "policies", request, ({ id }) => done(without(state, "policies", id)));
