import cloud66, { type Cloud66Event } from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { correctCloud66Parts } from "../cloud66.ts";
import { correctParts } from "../cloudflare.ts";
import { readAnyEvent } from "../cloudflare-event.ts";
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

const readAnyCloud66Event = (body: JsonObject): Cloud66Event | undefined => {
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
    {
      name: "takes an event type that it does not know for a failure",
      wrong: {
        read: readAnyEvent,
        move(row, event) {
          correctParts.move(row, event);
          if (!isKnown(cloudflare.eventTypes, event.metadata.event.type)) row.status = "failed";
        },
      },
    },
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
    {
      name: "takes an event type that it does not know for a failure",
      wrong: {
        read: readAnyCloud66Event,
        move(row, event) {
          correctCloud66Parts.move(row, event);
          if (!isKnown(cloud66.eventTypes, event.event_type)) row.status = "failed";
        },
      },
    },
  ],
};
