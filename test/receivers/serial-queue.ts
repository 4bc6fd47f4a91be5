import { setTimeout as sleep } from "node:timers/promises";
import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver } from "./cloudflare.ts";
import { accept } from "./late.ts";
import type { TestReceiver } from "./test-receiver.ts";

const JOB_MS = 5;

/** Answers 202 at once and works off one event after another, which takes a while; nobody can ask whether it is done. */
export const createSerialQueueReceiver = (
  jobMs: (position: number) => number = () => JOB_MS,
  { fetch, options }: TestReceiver<CloudflareSubject> = createCloudflareReceiver(),
): TestReceiver<CloudflareSubject> => {
  let work: Promise<unknown> = Promise.resolve();
  let position = 0;
  return {
    fetch: accept((request) => {
      const ms = jobMs(position++);
      work = work.then(() => sleep(ms)).then(() => fetch(request));
    }),
    options,
  };
};
