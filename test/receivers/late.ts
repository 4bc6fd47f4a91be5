import { setTimeout as sleep } from "node:timers/promises";
import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver } from "./cloudflare.ts";
import { readEvent } from "./cloudflare-event.ts";
import { isEqualSecret } from "./is-equal-secret.ts";
import { parseBody } from "./json-body.ts";
import { answer, SECRET, type TestReceiver } from "./test-receiver.ts";

const WORK_MS = 20;

/** Checks a request, answers 202 to an event, and hands it on; it answers all else itself. */
export const accept =
  (handOn: (request: Request) => void): TestReceiver<CloudflareSubject>["fetch"] =>
  async (request) => {
    if (request.method !== "POST") return answer(405);
    if (!isEqualSecret(request.headers.get("cf-webhook-auth"), SECRET)) return answer(401);
    const bytes = await request.arrayBuffer();
    const body = parseBody(new Uint8Array(bytes));
    if (!body) return answer(400);
    const { headers, method, url } = request;
    if (readEvent(body)) handOn(new Request(url, { method, headers, body: bytes }));
    return answer(202);
  };

/** Answers 202 at once and does its work 20 ms later. */
export const createLateReceiver = (): TestReceiver<CloudflareSubject> => {
  const { fetch, options } = createCloudflareReceiver();
  return {
    fetch: accept((request) => void sleep(WORK_MS).then(() => fetch(request))),
    options: { ...options, settle: 1000 },
  };
};

/** The same, one after another, and it can say when it is done. */
export const createQueueReceiver = (): TestReceiver<CloudflareSubject> => {
  const { fetch, options } = createCloudflareReceiver();
  let work: Promise<unknown> = Promise.resolve();
  return {
    fetch: accept((request) => {
      work = work.then(() => sleep(1)).then(() => fetch(request));
    }),
    options: { ...options, settled: () => work },
  };
};
