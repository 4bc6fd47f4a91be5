import type { Api, Route } from "../../api.ts";
import { answerOne, answerPage, noCertificate, noStack, refuse } from "./answers.ts";
import { certificatesOf, findCertificate, showCertificate } from "./certificate.ts";
import { create } from "./create.ts";
import { isStackUid } from "./stack-id.ts";
import { update } from "./update.ts";

// The SSL certificates of a stack, as the vendor's Go client calls them (C66-GO). No page of the vendor describes these
// calls: the schemas in schemas/cloud66/api say of each field how it is known.

const authorised =
  (route: Route): Route =>
  (state, request, now) =>
    /^bearer \S/i.test(request.headers.get("authorization") ?? "")
      ? route(state, request, now)
      : refuse(state, { status: 401, error: "unauthenticated", details: "No bearer token was given." });

// Every well-formed uid is a stack's.
const inStack =
  (route: Route): Route =>
  (state, request, now) =>
    isStackUid(request.params["stack_uid"] ?? "") ? route(state, request, now) : refuse(state, noStack);

const list: Route = (state, request) =>
  answerPage(
    state,
    request.query,
    certificatesOf(state, request).map((resource) => () => showCertificate(resource)),
  );

const get: Route = (state, request) => {
  const resource = findCertificate(state, request);
  return resource ? answerOne(state, showCertificate(resource)) : refuse(state, noCertificate);
};

// The certificate is answered with a last time; no webhook follows.
const remove: Route = (state, request) => {
  const resource = findCertificate(state, request);
  if (!resource) return refuse(state, noCertificate);
  const answered = answerOne(state, showCertificate({ ...resource, status: "removing" }));
  return { ...answered, schedule: { move: "remove", of: resource.index } };
};

const CALLS: Readonly<Record<string, Route>> = {
  "GET /stacks/:stack_uid/ssl_certificates": list,
  "POST /stacks/:stack_uid/ssl_certificates": create,
  "GET /stacks/:stack_uid/ssl_certificates/:uuid": get,
  "PUT /stacks/:stack_uid/ssl_certificates/:uuid": update,
  "DELETE /stacks/:stack_uid/ssl_certificates/:uuid": remove,
};

/** The calls of Cloud66's API that the mock answers, each with and without `.json`, which comes first: `:uuid` takes it, too. */
export const api: Api = {
  base: "https://app.cloud66.com/api/3",
  routes: Object.fromEntries(
    Object.entries(CALLS).flatMap(([call, route]) =>
      [`${call}.json`, call].map((name) => [name, authorised(inStack(route))]),
    ),
  ),
};
