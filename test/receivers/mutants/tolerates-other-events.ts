import cloud66, { type Cloud66Event } from "hookwright/cloud66";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { correctCloud66Parts } from "../cloud66.ts";
import { readEvent } from "../cloudflare-event.ts";
import { isObject, type JsonObject, parseBody } from "../json-body.ts";
import type { PlantedBugs } from "./planted-bug.ts";

interface Metadata {
  event: { type: string };
  zone: { id: string };
  account: { id: string };
}

const metadataOf = (body: JsonObject): Metadata | undefined =>
  isObject(body["metadata"]) ? (body["metadata"] as unknown as Metadata) : undefined;

const isKnown = (types: readonly string[], type: string | undefined): boolean =>
  type === undefined || types.includes(type);

const OF_ANY_TYPE = cloudflare.eventTypes[0];

/** Goes by the status alone: whatever the type, an event that has one is taken. */
const readAnyType = (body: JsonObject): CloudflareEvent | undefined => {
  const metadata = metadataOf(body);
  if (!metadata?.event) return undefined;
  return readEvent({ ...body, metadata: { ...metadata, event: { ...metadata.event, type: OF_ANY_TYPE } } });
};

const readAnyCloud66Type = (body: JsonObject): Cloud66Event | undefined => {
  const event = correctCloud66Parts.read({ ...body, event_type: cloud66.eventTypes[0] });
  return event && (body as unknown as Cloud66Event);
};

export const toleratesOtherEvents: PlantedBugs = {
  fails: "tolerates-other-events",
  cloudflare: [
    {
      name: "400 for an event type that it does not know",
      wrong: {
        refuseBody: (body) => (isKnown(cloudflare.eventTypes, metadataOf(body)?.event?.type) ? undefined : 400),
      },
    },
    {
      name: "500 for an event type that it does not know",
      wrong: {
        refuseBody(body) {
          if (isKnown(cloudflare.eventTypes, metadataOf(body)?.event?.type)) return undefined;
          throw new Error("unreachable");
        },
      },
    },
    { name: "takes the status of an event type that it does not know", wrong: { read: readAnyType } },
    {
      name: "TypeError on metadata.zone.id of a zone that is null",
      wrong: { refuseBody: (body) => (metadataOf(body)?.zone.id === "" ? 422 : undefined) },
    },
    {
      name: "TypeError on metadata.account.id of an account that is null",
      wrong: { refuseBody: (body) => (metadataOf(body)?.account.id === "" ? 422 : undefined) },
    },
    {
      name: "403 for a zone that it does not know",
      wrong: () => {
        let zoneId: string | undefined;
        return {
          refuseBody(body) {
            const given = metadataOf(body)?.zone?.id;
            zoneId ??= given; // as if it were configured
            return given === undefined || given === zoneId ? undefined : 403;
          },
        };
      },
    },
    {
      name: "400 for an alert that is no event",
      wrong: { refuseBody: (body) => ("data" in body && !("metadata" in body) ? 400 : undefined) },
    },
  ],
  cloud66: [
    {
      name: "400 for an event type that it does not know",
      wrong: {
        parse(bytes) {
          const body = parseBody(bytes);
          return body && isKnown(cloud66.eventTypes, body["event_type"] as string) ? body : undefined;
        },
      },
    },
    {
      name: "500 for an event type that it does not know",
      wrong: {
        read(body) {
          const event = correctCloud66Parts.read(body);
          if (!event && "event_type" in body) throw new Error("unreachable");
          return event;
        },
      },
    },
    { name: "takes the status of an event type that it does not know", wrong: { read: readAnyCloud66Type } },
  ],
};
