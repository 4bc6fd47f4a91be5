import type { Parts } from "../cloudflare.ts";
import { correctParts } from "../cloudflare.ts";
import { answer } from "../test-receiver.ts";
import type { PlantedBugs } from "./planted-bug.ts";

type Event = Parameters<Parts["move"]>[1];

/** The data of an event as a receiver sees it that takes all of it for granted. */
const dataOf = ({ data }: Event): { custom_metadata: object; custom_origin_server: string } =>
  data as unknown as { custom_metadata: object; custom_origin_server: string };

const ENVELOPE = ["metadata", "data"];
const METADATA = ["event", "account", "zone"];
const METHODS: readonly unknown[] = ["cname", undefined];
const CERTIFICATE = [
  ...["stack_id", "name", "server_names", "lets_encrypt", "has_intermediate_cert", "ssl_termination", "status"],
  ...["cert_expiry", "error_message", "days_until_expiry", "created_at", "updated_at"],
];

const hasOnly = (object: object, known: readonly string[]): boolean =>
  Object.keys(object).every((key) => known.includes(key));

const refusing = (isWrong: (event: Event) => boolean): Partial<Parts> => ({
  refuse: (event) => (isWrong(event) ? 422 : undefined),
});

const hostnameOf = ({ data }: Event): string => data.hostname ?? "";

export const toleratesDrift: PlantedBugs = {
  fails: "tolerates-drift",
  cloudflare: [
    { name: "refuses unknown fields", wrong: refusing((event) => !hasOnly(event, ENVELOPE)) },
    {
      name: "415 unless Content-Type is application/json and nothing else",
      wrong: {
        refuseRequest: ({ headers }) => (headers.get("content-type") === "application/json" ? undefined : 415),
      },
    },
    { name: "refuses unknown fields of metadata", wrong: refusing(({ metadata }) => !hasOnly(metadata, METADATA)) },
    {
      name: "TypeError on custom_metadata",
      wrong: {
        move(row, event) {
          row.extra = Object.keys(dataOf(event).custom_metadata).length;
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "TypeError on custom_origin_server",
      wrong: {
        move(row, event) {
          row.extra = dataOf(event).custom_origin_server.toLowerCase();
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "TypeError on custom_metadata that is null",
      wrong: {
        refuse({ data }) {
          if ("custom_metadata" in data) Object.keys(data.custom_metadata as object);
          return undefined;
        },
      },
    },
    {
      name: "TypeError on an orphan's id that is null",
      wrong: {
        refuse({ data }) {
          if (data.id !== undefined) data.id.toLowerCase();
          return undefined;
        },
      },
    },
    { name: "has 64 characters for a hostname", wrong: refusing((event) => hostnameOf(event).length > 64) },
    { name: "refuses wildcard hostnames", wrong: refusing((event) => hostnameOf(event).startsWith("*.")) },
    { name: "refuses punycode hostnames", wrong: refusing((event) => hostnameOf(event).includes("xn--")) },
    {
      name: "takes times with six digits only",
      wrong: refusing(({ metadata }) => !/\.\d{6}Z$/.test(metadata.event.created_at)),
    },
    {
      name: "refuses methods of validation that it does not know",
      wrong: refusing(({ data }) => !METHODS.includes((data.ssl as { method?: unknown }).method)),
    },
  ],
  cloud66: [
    {
      name: "refuses unknown fields",
      wrong: { refuse: (event) => (hasOnly(event.ssl_certificate, CERTIFICATE) ? undefined : 422) },
    },
    {
      name: "takes times without fractions only",
      wrong: {
        refuse: ({ ssl_certificate: { created_at } }) => (/:\d\dZ$/.test(String(created_at)) ? undefined : 422),
      },
    },
    {
      name: "415 unless Content-Type is application/json and nothing else",
      around: ({ fetch, options }) => ({
        fetch: (request) => (request.headers.get("content-type") === "application/json" ? fetch(request) : answer(415)),
        options,
      }),
    },
    {
      name: "refuses statuses that it does not know",
      wrong: {
        refuse: ({ ssl_certificate: { status } }) => (["installed", "failed"].includes(status) ? undefined : 422),
      },
    },
  ],
};
