import type { SetupServer } from "msw/node";
import { fieldsOf, issuesOf } from "./api-schemas.ts";

const HOSTNAMES = "/zones/[^/]+/custom_hostnames";
const ALERTING = "/accounts/[^/]+/alerting/v3";

// Call to the schema of its success.
const SCHEMAS: readonly [method: string, path: string, title: string][] = [
  ["GET", HOSTNAMES, "CloudflareCustomHostnamesResponse"],
  ["POST", HOSTNAMES, "CloudflareCustomHostnameResponse"],
  ["GET", `${HOSTNAMES}/[^/]+`, "CloudflareCustomHostnameResponse"],
  ["PATCH", `${HOSTNAMES}/[^/]+`, "CloudflareCustomHostnameResponse"],
  ["DELETE", `${HOSTNAMES}/[^/]+`, "CloudflareDeletedCustomHostnameResponse"],
  ["GET", `${ALERTING}/available_alerts`, "CloudflareAvailableAlertsResponse"],
  ["GET", `${ALERTING}/destinations/webhooks`, "CloudflareWebhookDestinationsResponse"],
  ["POST", `${ALERTING}/destinations/webhooks`, "CloudflareAlertingIdResponse"],
  ["GET", `${ALERTING}/destinations/webhooks/[^/]+`, "CloudflareWebhookDestinationResponse"],
  ["PUT", `${ALERTING}/destinations/webhooks/[^/]+`, "CloudflareAlertingIdResponse"],
  ["DELETE", `${ALERTING}/destinations/webhooks/[^/]+`, "CloudflareAlertingDeletedResponse"],
  ["GET", `${ALERTING}/policies`, "CloudflarePoliciesResponse"],
  ["POST", `${ALERTING}/policies`, "CloudflareAlertingIdResponse"],
  ["GET", `${ALERTING}/policies/[^/]+`, "CloudflarePolicyResponse"],
  ["PUT", `${ALERTING}/policies/[^/]+`, "CloudflareAlertingIdResponse"],
  ["DELETE", `${ALERTING}/policies/[^/]+`, "CloudflareAlertingDeletedResponse"],
];

const titleOf = (method: string, { pathname }: URL, status: number): string | undefined => {
  const row = SCHEMAS.find(([verb, path]) => verb === method && new RegExp(`/client/v4${path}$`).test(pathname));
  return status >= 400 ? "CloudflareErrorResponse" : row?.[2];
};

/** What a server's mocks answered so far. */
export interface WatchedAnswers {
  /** How many were looked at. */
  count: number;
  /** What broke a schema, or is in none. */
  problems: string[];
  /** The fields that occurred. */
  fields: Set<string>;
  /** Resolves when all that was answered was looked at. */
  settled(): Promise<void>;
}

/** Holds every answer of a server's mocks to its schema in schemas/cloudflare/api/; call it after `listen`. */
export const watchAnswers = (server: SetupServer): WatchedAnswers => {
  const under = new Set<Promise<void>>();
  const answers: WatchedAnswers = {
    count: 0,
    problems: [],
    fields: new Set(),
    settled: async () => void (await Promise.all(under)),
  };
  const look = async (request: Request, response: Response): Promise<void> => {
    if (response.status === 501) return; // hookwright's own words
    const what = `${request.method} ${request.url} → ${response.status}`;
    const title = titleOf(request.method, new URL(request.url), response.status);
    answers.count++;
    if (title === undefined) return void answers.problems.push(`${what} has no schema`);
    const body: unknown = await response.json();
    const { known, unknown } = fieldsOf(title, body);
    for (const field of known) answers.fields.add(field);
    answers.problems.push(...issuesOf(title, body).map((issue) => `${what}: ${issue}`));
    answers.problems.push(...unknown.map((field) => `${what}: ${field} is in no schema`));
  };
  server.events.on("response:mocked", ({ request, response }) => {
    const looking = look(request, response.clone());
    under.add(looking);
    looking.finally(() => under.delete(looking));
  });
  return answers;
};
