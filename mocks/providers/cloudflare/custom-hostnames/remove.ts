import type { Route } from "../../../api.ts";
import { withHostname } from "./find.ts";

/** DELETE /zones/:zone_id/custom_hostnames/:id; the answer is the bare id, without the envelope. */
export const remove: Route = (state, request) =>
  withHostname(state, request, ({ subject, index }) => ({
    state,
    response: { status: 200, body: { id: subject["id"] ?? "" } },
    schedule: { move: "delete", of: index },
  }));
