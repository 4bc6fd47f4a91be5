import type { JsonObject } from "../../../../schemas/json-schema.ts";
import type { ApiResult, Destination, Route, Schedule } from "../../../api.ts";
import type { Exchange } from "../../../exchange.ts";
import { type Problem, responseOf, undocumented } from "../refusal.ts";
import { done, success } from "../success.ts";
import { added, changed, inAccount, nextId, without } from "./records.ts";
import { withBody } from "./with-body.ts";
import { withRecord } from "./with-record.ts";

const isUrl = (value: unknown): boolean =>
  typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

// Required by OA24; what is told where they are missing, no source says.
const PROBLEMS: readonly Problem[] = [
  {
    applies: ({ name }) => typeof name !== "string" || name === "",
    ...undocumented("name is required."),
  },
  { applies: ({ url }) => !isUrl(url), ...undocumented("url is required: an http or https URL.") },
  {
    applies: ({ secret }) => secret !== undefined && (typeof secret !== "string" || !/^[\x21-\x7e]*$/.test(secret)),
    ...undocumented("secret must be a text that a header can hold."),
  },
];

/** A destination as it is sent to. */
export const destinationOf = ({ id, url, secret }: JsonObject): Destination => ({
  id: String(id),
  url: String(url),
  ...(typeof secret === "string" && secret !== "" && { secret }),
});

// A secret is in no answer (SDK 7.3.0).
const shown = ({ secret: _, account_id: __, ...rest }: JsonObject): JsonObject => rest;

const given = ({ name, url, secret }: JsonObject): JsonObject => ({
  name: name ?? "",
  url: url ?? "",
  ...(secret !== undefined && { secret }),
});

// The words are those of common-errors.mdx; that a create through the API sends the test message, as the dashboard's
// "Save and Test" does, is inferred.
const refused = ({ response, error }: Exchange): ApiResult["response"] =>
  responseOf(
    undocumented(
      response
        ? `webhook test failed with status code ${response.status}`
        : `webhook test failed: ${error?.message ?? "no answer"}`,
    ),
  );

const tested = (record: JsonObject): Schedule => ({ test: destinationOf(record), refused });

/** GET /accounts/:account_id/alerting/v3/destinations/webhooks */
export const list: Route = (state, request) => success(state, inAccount(state, "destinations", request).map(shown));

/** POST /accounts/:account_id/alerting/v3/destinations/webhooks */
export const create: Route = (state, request, now) =>
  withBody(state, request, PROBLEMS, (body) => {
    const id = nextId(state, request);
    const times = { created_at: now.toISOString(), last_success: now.toISOString() }; // the test message was taken
    const account_id = request.params["account_id"] ?? "";
    const record = { id, account_id, ...given(body), type: "generic", ...times };
    return { ...success(added(state, "destinations", record), { id }, {}, 201), schedule: tested(record) };
  });

/** GET /accounts/:account_id/alerting/v3/destinations/webhooks/:id */
export const get: Route = (state, request) =>
  withRecord(state, "destinations", request, (record) => success(state, shown(record)));

/** PUT /accounts/:account_id/alerting/v3/destinations/webhooks/:id; tested as a create is, which is inferred. */
export const update: Route = (state, request, now) =>
  withRecord(state, "destinations", request, (record) =>
    withBody(state, request, PROBLEMS, (body) => {
      const id = record["id"] ?? "";
      const change = { ...given(body), last_success: now.toISOString() };
      const after = changed(state, "destinations", id, change);
      return { ...success(after, { id }), schedule: tested({ ...record, ...change }) };
    }),
  );

/** DELETE /accounts/:account_id/alerting/v3/destinations/webhooks/:id */
export const remove: Route = (state, request) =>
  withRecord(state, "destinations", request, ({ id }) => done(without(state, "destinations", id)));
