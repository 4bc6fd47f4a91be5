// What an editor shows where a `^?` points is held by hover.test.ts; nothing here is for a run.
import type { EventOf, VerifyOptions } from "hookwright";
import { buildLifecycle, buildPayload, buildPayloads, isEvent, variants, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareEvent, type CloudflareSubject } from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { describeReceiver } from "../../contracts/vitest.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";

const payload = buildPayload(cloudflare, FAILED, { data: { hostname: "shop.acme.com" } }, { seed: 1 });
//    ^? what buildPayload gives
//              ^? buildPayload
//                                                 ^? overrides of an object
//                                                         ^? an override
//                                                                                          ^? an option of buildPayload

const { data } = payload;
//      ^? part of a payload

const method = payload.data.ssl.method;
//                              ^? a field of a payload

const many = buildPayloads(cloudflare, FAILED, {}, { count: 2 });
//    ^? what buildPayloads gives

const lifecycle = buildLifecycle(cloudflare, "renewal", { repeats: 1 });
//    ^? what buildLifecycle gives
//                ^? buildLifecycle, with the names that it takes
//                                                        ^? an option of buildLifecycle

const step = lifecycle.steps[0];
//    ^? a step
//                     ^? the steps

const narrowed = step?.eventType === FAILED ? step.payload : undefined;
//                                                 ^? the payload of a step whose event type is known

const forms = variants(cloudflare, FAILED);
//    ^? what variants gives
//            ^? variants

const narrow = (body: unknown): unknown => {
  if (isEvent(cloudflare, body, FAILED)) return body;
  //                                            ^? isEvent narrows to one event type
  if (isEvent(cloudflare, body)) return body;
  //                                    ^? isEvent narrows to any
  return isEvent(cloudflare, body, FAILED);
  //     ^? isEvent
};

export type One = EventOf<typeof cloudflare, typeof FAILED>;
//          ^? an event by its provider

const read = (event: CloudflareEvent, failed: CloudflareEvent<typeof FAILED>): unknown => [event, failed];
//            ^? any event
//                                    ^? an event by its type

const options: VerifyOptions<CloudflareSubject> = {
  //    ^? VerifyOptions
  prepare: (subject) => subject.hostname,
  // ^? prepare
  //        ^? the subject
  observe: (subject) => subject.id,
  // ^? observe
  view: (row) => row,
  // ^? view
  expect: { active: "live" },
  // ^? expect
  check: ["accepts-valid"],
  // ^? check
  skip: { "tolerates-loss": "not ours" },
  // ^? skip
  settle: 20,
  // ^? settle
};

describeReceiver(cloudflare, fetch, { observe: ({ hostname }) => hostname });
// ^? describeReceiver
//                                    ^? an option of describeReceiver
//                                                               ^? a field of the subject

verifyReceiver(cloudflare, fetch, options);
// ^? verifyReceiver

const api = mockProvider(cloudflare, { deliverTo: fetch });
//    ^? what mockProvider gives
//          ^? mockProvider
//                                     ^? an option of mockProvider

api.plan("renewal", { hostname: "shop.acme.com" });
//  ^? plan

const { resources } = api;
//      ^? resources of a mock

void [data, method, many, step, narrowed, forms, narrow, read, resources];
