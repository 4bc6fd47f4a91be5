import { setTimeout as sleep } from "node:timers/promises";
import type { CloudflareSubject } from "hookwright/cloudflare";
import { answer, createCloudflareReceiver, SECRET, type TestReceiver } from "./cloudflare.ts";

const WORK_MS = 20;

/** Answers 202 at once and does its work 20 ms later. */
export const createLateReceiver = (): TestReceiver<CloudflareSubject> => {
  const { fetch, options } = createCloudflareReceiver();
  return {
    async fetch(request) {
      if (request.headers.get("cf-webhook-auth") !== SECRET) return answer(401);
      const { headers, method, url } = request;
      const body = await request.text();
      void sleep(WORK_MS).then(() => fetch(new Request(url, { method, headers, body })));
      return answer(202);
    },
    options: { ...options, settle: 1000 },
  };
};

/** The same, and it can say when it is done. */
export const createQueueReceiver = (): TestReceiver<CloudflareSubject> => {
  const { fetch, options } = createCloudflareReceiver();
  let work: Promise<unknown> = Promise.resolve();
  return {
    async fetch(request) {
      if (request.headers.get("cf-webhook-auth") !== SECRET) return answer(401);
      const { headers, method, url } = request;
      const body = await request.text();
      work = work.then(() => sleep(1)).then(() => fetch(new Request(url, { method, headers, body })));
      return answer(202);
    },
    options: { ...options, settled: () => work },
  };
};
