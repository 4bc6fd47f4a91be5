// Checked by `npx tsc -p tsconfig.json`: what must compile does, and each mistake that we promise to catch is one.
import { faker } from "@faker-js/faker/locale/en";
import {
  buildLifecycle,
  buildPayload,
  buildPayloads,
  compileGenerator,
  defineProvider,
  type EventOf,
  isEvent,
  type Json,
  type Provider,
  validatePayload,
  variants,
  withFaker,
} from "hookwright";
import cloud66, { type Cloud66Event, type Cloud66Events, type Cloud66InstallOk } from "hookwright/cloud66";
import cloudflare, {
  type CloudflareEvent,
  type CloudflareEvents,
  type CloudflareEventType,
  type CloudflareSubject,
  type CloudflareValidationFailed,
} from "hookwright/cloudflare";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";
const DELETED = "ssl.custom_hostname_certificate.deletion.succeeded";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isTrue = <T extends true>(_proof?: T): void => {};

// An event type gives its payload, without a cast.
const failed = buildPayload(cloudflare, FAILED);
isTrue<Equal<typeof failed, CloudflareValidationFailed>>();
isTrue<Equal<typeof failed.data.ssl.status, "pending_validation">>();
isTrue<Equal<typeof failed.metadata.event.type, typeof FAILED>>();
const texts: string[] = (failed.data.ssl.validation_errors ?? []).map(({ message }) => message);
const installed: Cloud66InstallOk[] = buildPayloads(cloud66, "ssl_certificate.install.ok", {}, { count: 3, seed: 7 });
const stack: number | undefined = installed[0]?.ssl_certificate.stack_id;

// @ts-expect-error: deletion has no validation errors
buildPayload(cloudflare, DELETED).data.ssl.validation_errors;
// @ts-expect-error: no such event type
buildPayload(cloudflare, "validation.failed");
// @ts-expect-error: an event type of another provider
buildPayload(cloudflare, "ssl_certificate.install.ok");
// @ts-expect-error: no such event type
buildPayloads(cloud66, "ssl_certificate.install.okay");

// Overrides are any part of the payload; undefined removes, arrays are given whole.
buildPayload(cloudflare, FAILED, { data: { hostname: "shop.acme.com", id: undefined } });
buildPayload(cloudflare, FAILED, {
  data: { ssl: { validation_errors: [{ message: "x" }], settings: { http2: "off" } } },
});
buildPayload(cloudflare, FAILED, undefined, { seed: 1, run: 2, index: 3, start: new Date(), invalid: true });

// @ts-expect-error: a misspelt field
buildPayload(cloudflare, FAILED, { data: { hostnme: "shop.acme.com" } });
// @ts-expect-error: a misspelt field further in
buildPayload(cloudflare, FAILED, { data: { ssl: { state: "active" } } });
// @ts-expect-error: a number for a text
buildPayload(cloudflare, FAILED, { data: { hostname: 7 } });
// @ts-expect-error: the status of another event
buildPayload(cloudflare, FAILED, { data: { ssl: { status: "active" } } });
// @ts-expect-error: half an array item
buildPayload(cloudflare, FAILED, { data: { ssl: { validation_errors: [{}] } } });
// @ts-expect-error: no such option
buildPayload(cloudflare, FAILED, {}, { sed: 1 });
// @ts-expect-error: count is an option of buildPayloads
buildPayload(cloudflare, FAILED, {}, { count: 2 });

// Lifecycles are known by name, or are event types in an order.
const renewal = buildLifecycle(cloudflare, "renewal-failure", { seed: 7, subject: { hostname: "shop.acme.com" } });
isTrue<Equal<(typeof renewal.subjects)[number], CloudflareSubject>>();
const first = renewal.steps[0];
const payload: CloudflareEvents[CloudflareEventType] | undefined = first?.payload;
const hostname: string | undefined = first?.subject?.hostname;
const eventType: string | undefined = first?.eventType;
buildLifecycle(cloudflare, [FAILED, DELETED], { illegal: true });
buildLifecycle(cloudflare, [FAILED, DELETED] as const);
const stackId: number | undefined = buildLifecycle(cloud66, "install").subjects[0]?.stackId;

// @ts-expect-error: no such lifecycle
buildLifecycle(cloudflare, "renewal-failed");
// @ts-expect-error: a lifecycle of another provider
buildLifecycle(cloudflare, "install");
// @ts-expect-error: no such event type
buildLifecycle(cloudflare, ["validation.failed"]);
// @ts-expect-error: no such field of the subject
buildLifecycle(cloudflare, "issuance", { subject: { hostnme: "shop.acme.com" } });
// @ts-expect-error: a number for a text
buildLifecycle(cloudflare, "issuance", { subject: { hostname: 7 } });
// @ts-expect-error: a field of another provider's subject
buildLifecycle(cloudflare, "issuance", { subject: { stackId: 7 } });
// @ts-expect-error: no such option
buildLifecycle(cloudflare, "issuance", { repeat: 3 });
// @ts-expect-error: subjects have no such field
renewal.subjects[0]?.stackId;

// A step's event type tells its payload.
for (const step of renewal.steps) {
  if (step.eventType !== FAILED) continue;
  isTrue<Equal<typeof step.payload, CloudflareValidationFailed>>();
  // @ts-expect-error: validation errors are objects
  const words: string[] | undefined = step.payload.data.ssl.validation_errors;
  void words;
}
// @ts-expect-error: no step has such an event type
renewal.steps.filter(({ eventType }) => eventType === "validation.failed");
// @ts-expect-error: steps have no such field
renewal.steps[0]?.state;

// Variants are payloads of their event type.
const varied: CloudflareValidationFailed | undefined = variants(cloudflare, FAILED, { seed: 7 })[0]?.payload;
// @ts-expect-error: no such event type
variants(cloudflare, "validation.failed");
// @ts-expect-error: the payload of another event
const wrong: Cloud66InstallOk | undefined = variants(cloudflare, FAILED)[0]?.payload;

// Another faker changes no type.
const german: typeof cloudflare = await withFaker(cloudflare, faker);
// @ts-expect-error: a locale is no faker
withFaker(cloudflare, "de");

// A schema may be a boolean, and strictness is an option.
const generator = await compileGenerator(true, { strict: true, definitions: { "https://example.com/a": false } });
const text: string = generator.text(0);
// @ts-expect-error: an index is a number
generator.value("0");

// isEvent narrows.
const narrow = (body: unknown): string | undefined => {
  // @ts-expect-error: nothing is known of the body yet
  body.data;
  if (isEvent(cloudflare, body, FAILED)) {
    isTrue<Equal<typeof body, CloudflareValidationFailed>>();
    return body.data.ssl.validation_errors?.[0]?.message;
  }
  if (isEvent(cloud66, body)) {
    isTrue<Equal<typeof body, Cloud66Events[keyof Cloud66Events]>>();
    return body.ssl_certificate.name;
  }
  if (isEvent(cloudflare, body)) return body.metadata.event.type === FAILED ? body.data.ssl.id : body.data.hostname;
  return undefined;
};

// @ts-expect-error: no such event type
isEvent(cloudflare, {}, "validation.failed");
// @ts-expect-error: no such event type
validatePayload(cloudflare, {}, "validation.failed");
const certainty: "documented" | "observed" | "third-party" | "inferred" | undefined = validatePayload(cloudflare, {})[0]
  ?.certainty;

// A provider of a user's own is typed as far as the user says.
interface ShopEvents {
  "order.paid": { type: "order.paid"; total: number };
}
const shop: Provider<ShopEvents, "sale"> = await defineProvider<ShopEvents, "sale">("./shop");
const total: number = buildPayload(shop, "order.paid", { total: 3 }).total;
// @ts-expect-error: no such event type
buildPayload(shop, "order.payed");
// @ts-expect-error: no such lifecycle
buildLifecycle(shop, "sail");
const loose = await defineProvider("./shop");
const anything: object = buildPayload(loose, "any.event", { any: "field" });
const json: Json = JSON.parse("{}");

// An event by its type, and by its provider.
const known: CloudflareEvent<typeof FAILED> = failed;
isTrue<Equal<CloudflareEvent<typeof FAILED>, CloudflareValidationFailed>>();
isTrue<Equal<CloudflareEvent, CloudflareEvents[CloudflareEventType]>>();
isTrue<Equal<Cloud66Event<"ssl_certificate.install.ok">, Cloud66InstallOk>>();
isTrue<Equal<EventOf<typeof cloudflare, typeof FAILED>, CloudflareValidationFailed>>();
isTrue<Equal<EventOf<typeof cloud66>, Cloud66Event>>();
const paid: EventOf<typeof shop, "order.paid"> = { type: "order.paid", total: 3 };
const loosely: EventOf<typeof loose, "any.event"> = { any: "field" };
const summary = ({ metadata, data }: CloudflareEvent): string => `${metadata.event.type} ${data.ssl.status}`;

// @ts-expect-error: the payload of another event
const other: CloudflareEvent<typeof DELETED> = failed;
// @ts-expect-error: no such event type
const no: CloudflareEvent<"validation.failed"> | undefined = undefined;
// @ts-expect-error: an event type of another provider
const foreign: Cloud66Event<typeof FAILED> | undefined = undefined;
// @ts-expect-error: no such event type of the provider
const unsold: EventOf<typeof shop, "order.sold"> | undefined = undefined;
// @ts-expect-error: a text for a number
const unpaid: EventOf<typeof shop, "order.paid"> = { type: "order.paid", total: "3" };
// @ts-expect-error: a provider's name is no provider
const named: EventOf<"cloudflare"> | undefined = undefined;

// Nothing here is for a run.
void [
  varied,
  wrong,
  german,
  text,
  texts,
  stack,
  payload,
  hostname,
  eventType,
  stackId,
  narrow,
  certainty,
  total,
  anything,
  json,
  ...[known, paid, loosely, summary, other, no, foreign, unsold, unpaid, named],
];
