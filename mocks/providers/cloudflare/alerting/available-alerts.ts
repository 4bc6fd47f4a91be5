import type { Route } from "../../../api.ts";
import { success } from "../success.ts";
import { ALERT_TYPE } from "./dispatching.ts";

// Of all alert types the one that the mock sends. Its name is NI's, which lists no filters; the category's is chosen.
const ALERTS = {
  "SSL/TLS": [
    {
      type: ALERT_TYPE,
      display_name: "SSL for SaaS Custom Hostnames Alert",
      description: "Validation, issuance, renewal, and expiration alerts for custom hostname certificates.",
      filter_options: [],
    },
  ],
};

/** GET /accounts/:account_id/alerting/v3/available_alerts */
export const list: Route = (state) => success(state, ALERTS);
