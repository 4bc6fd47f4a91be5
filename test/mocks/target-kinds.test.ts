import { buildLifecycle, type DeliverOptions, deliver, type FetchFunction, type Lifecycle } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { targetKinds } from "../support/describe-targets.ts";

/** What a receiver sees of a request that is the sender's doing. */
interface Seen {
  method: string;
  path: string;
  headers: Record<string, string | null>;
  bytes: number[];
}

const HEADERS = ["content-type", "cf-webhook-auth", "x-own", "x-hookwright-delivery"];
const STATUSES = [200, 204, 302, 400, 500];

/** Notes requests, and answers each in another way. */
const recorder = (): { seen: Seen[]; receive: FetchFunction } => {
  const seen: Seen[] = [];
  const receive: FetchFunction = async (request) => {
    const { pathname, search } = new URL(request.url);
    seen.push({
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(HEADERS.map((name) => [name, request.headers.get(name)])),
      bytes: [...new Uint8Array(await request.arrayBuffer())],
    });
    const status = STATUSES[seen.length % STATUSES.length] ?? 200;
    return new Response(status === 204 ? null : `${seen.length}: ä`, {
      status,
      headers: { "x-count": `${seen.length}` },
    });
  };
  return { seen, receive };
};

const runOn = async ({ open }: (typeof targetKinds)[number], lifecycle: Lifecycle, options: DeliverOptions) => {
  const { seen, receive } = recorder();
  const { target, url } = await open(receive, "/webhooks/tls?kept=%C3%A4");
  const exchanges = await deliver(lifecycle, target, { ...options, url });
  const answers = exchanges.map(({ delivery, response, error }) => ({
    step: delivery.step,
    sent: [...delivery.body],
    status: response?.status,
    body: response?.body,
    count: response?.headers["x-count"],
    error,
  }));
  return { seen, answers };
};

const lifecycles: readonly { name: string; lifecycle: Lifecycle; query: string }[] = [
  { name: "cloudflare", lifecycle: buildLifecycle(cloudflare, "full") as unknown as Lifecycle, query: "" },
  { name: "cloud66", lifecycle: buildLifecycle(cloud66, "full") as unknown as Lifecycle, query: "&token=s3%26cret" },
];

it.each(lifecycles)("the lifecycle full of $name is one and the same over every kind of target", async (one) => {
  const options: DeliverOptions = { secret: "s3&cret", headers: { "X-Own": "yes" } };
  const results = await Promise.all(targetKinds.map((kind) => runOn(kind, one.lifecycle, options)));
  const [first] = results;
  expect(results).toHaveLength(4);
  expect(first?.answers).toHaveLength(one.lifecycle.steps.length);
  expect(first?.seen.map(({ bytes }) => bytes)).toEqual(first?.answers.map(({ sent }) => sent));
  expect(first?.seen[0]).toMatchObject({ method: "POST", headers: { "x-own": "yes", "x-hookwright-delivery": null } });
  for (const { path } of first?.seen ?? []) expect(new URLSearchParams(path.split("?")[1]).get("kept")).toBe("ä");
  expect(first?.seen[0]?.path).toMatch(new RegExp(`${one.query}$`));
  for (const result of results) expect(result).toEqual(first);
});
