import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver, type Parts } from "./cloudflare.ts";
import { readEvent } from "./cloudflare-event.ts";
import { isObject } from "./json-body.ts";
import type { TestReceiver } from "./test-receiver.ts";

/** Reads the event from where the notification envelope has it. */
export const readNotification: Parts["read"] = ({ data }) => (isObject(data) ? readEvent(data) : undefined);

/** Was made after live traffic: it reads the notification envelope only, and takes the bare payload for some other alert. */
export const createNotificationOnlyReceiver = (): TestReceiver<CloudflareSubject> => {
  return createCloudflareReceiver({ read: readNotification });
};
