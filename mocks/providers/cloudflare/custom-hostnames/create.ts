import type { Resource, Route } from "../../../api.ts";
import { accountOf } from "../alerting/account-of.ts";
import { readBody } from "../read-body.ts";
import { refuse } from "../refusal.ts";
import { success } from "../success.ts";
import { DUPLICATE, MALFORMED, NO_QUOTA, QUOTA_EXCEEDED } from "./errors.ts";
import { inZone } from "./find.ts";
import { kept, repeated } from "./kept.ts";
import { CREATE_PROBLEMS } from "./problems.ts";
import { shown } from "./shown.ts";

const nameOf = ({ subject }: Resource): string => String(subject["hostname"]).toLowerCase();

/** POST /zones/:zone_id/custom_hostnames */
export const create: Route = (state, request, now) => {
  const read = readBody(request, MALFORMED);
  if ("refusal" in read) return refuse(state, read.refusal);
  const { body } = read;
  const { params, options, seed } = request;
  const problem = CREATE_PROBLEMS.find(({ applies }) => applies(body, options));
  if (problem) return refuse(state, problem);
  const hostname = String(body["hostname"]);
  const there = inZone(state, request);
  if (there.some((one) => nameOf(one) === hostname.toLowerCase())) return refuse(state, DUPLICATE);
  const { quota = Number.POSITIVE_INFINITY } = options;
  if (there.length >= quota) return refuse(state, quota === 0 ? NO_QUOTA : QUOTA_EXCEEDED);
  const { next } = request;
  const accountId = accountOf(state, options);
  const subject = {
    ...next.subject,
    hostname,
    zoneId: params["zone_id"] ?? "",
    ...(accountId !== undefined && { accountId }),
  };
  const resource: Resource = { ...next, subject, createdAt: now, data: kept(body) };
  const after = { ...state, resources: state.resources.concat(resource) };
  return { ...success(after, shown(resource, seed)), schedule: { begin: next.index, fields: repeated(body) } };
};
