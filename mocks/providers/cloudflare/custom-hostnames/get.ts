import type { Route } from "../../../api.ts";
import { success } from "../success.ts";
import { withHostname } from "./find.ts";
import { shown } from "./shown.ts";

/** GET /zones/:zone_id/custom_hostnames/:id */
export const get: Route = (state, request) =>
  withHostname(state, request, (resource) => success(state, shown(resource, request.seed)));
