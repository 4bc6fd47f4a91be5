import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { startLanguageServer } from "../support/language-server.ts";

const file = fileURLToPath(new URL("./hover.ts", import.meta.url));
const lines = readFileSync(file, "utf8").split("\n");

const MARK = /^\s*\/\/ +\^\? (.+)$/;

// Marks stand below the line that they point into, one a line.
const marks = lines.flatMap((text, at) => {
  const [, name] = MARK.exec(text) ?? [];
  const line = lines.slice(0, at).findLastIndex((before) => !MARK.test(before));
  return name === undefined ? [] : [{ name, line, character: text.indexOf("^") }];
});

const shown = new Map<string, string>();
beforeAll(async () => {
  const server = await startLanguageServer(fileURLToPath(new URL("../..", import.meta.url)));
  server.open(file);
  for (const { name, line, character } of marks) shown.set(name, await server.hover(file, line, character));
  await server.close();
});

const typeOf = (text: string): string => /^```\w+\n([\s\S]*?)\n```/.exec(text)?.[1] ?? "";

const MOST_LINES = 25;
const MOST_CHARACTERS = 500; // what TypeScript itself cuts off is longer yet

it("no more is shown than can be read", () => {
  for (const [name, text] of shown) {
    expect(text.split("\n").length, name).toBeLessThanOrEqual(MOST_LINES);
    for (const line of typeOf(text).split("\n")) expect(line.length, name).toBeLessThanOrEqual(MOST_CHARACTERS);
  }
});

it("types have names, and unions, too", () => {
  const types = [...shown].map(([name, text]) => `${name}:\n${typeOf(text)}`);
  expect(types.join("\n\n")).toMatchInlineSnapshot(`
    "what buildPayload gives:
    const payload: CloudflareValidationFailed

    buildPayload:
    (alias) const buildPayload: <CloudflareEvents, CloudflareLifecycle, CloudflareSubject, "ssl.custom_hostname_certificate.validation.failed">(provider: Provider<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>, eventType: "ssl.custom_hostname_certificate.validation.failed", overrides?: DeepPartial<CloudflareValidationFailed> | undefined, options?: PayloadOptions) => CloudflareValidationFailed

    overrides of an object:
    (property) data?: DeepPartial<{
        id?: CloudflareCustomHostnameId;
        hostname?: CloudflareHostname;
        ssl: {
            id: CloudflareCertificateId;
            type?: CloudflareSslType;
            method?: CloudflareSslMethod;
            status: "pending_validation";
            cname?: CloudflareValidationCname;
            cname_target?: CloudflareValidationCnameTarget;
            validation_errors?: {
                message: string;
            }[];
            settings?: CloudflareSslSettings;
            certificate_authority?: CloudflareCertificateAuthority;
            bundle_method?: CloudflareBundleMethod;
            wildcard?: CloudflareWildcard;
            validation_records?: CloudflareValidationRecords;
        };
        custom_metadata?: CloudflareCustomMetadata;
        custom_origin_server?: CloudflareCustomOriginServer;
    }> | undefined

    an override:
    (property) hostname?: string | undefined

    an option of buildPayload:
    (property) PayloadOptions.seed?: number

    part of a payload:
    const data: {
        id?: CloudflareCustomHostnameId;
        hostname?: CloudflareHostname;
        ssl: {
            id: CloudflareCertificateId;
            type?: CloudflareSslType;
            method?: CloudflareSslMethod;
            status: "pending_validation";
            cname?: CloudflareValidationCname;
            cname_target?: CloudflareValidationCnameTarget;
            validation_errors?: {
                message: string;
            }[];
            settings?: CloudflareSslSettings;
            certificate_authority?: CloudflareCertificateAuthority;
            bundle_method?: CloudflareBundleMethod;
            wildcard?: CloudflareWildcard;
            validation_records?: CloudflareValidationRecords;
        };
        custom_metadata?: CloudflareCustomMetadata;
        custom_origin_server?: CloudflareCustomOriginServer;
    }

    a field of a payload:
    (property) method?: CloudflareSslMethod | undefined

    what buildPayloads gives:
    const many: CloudflareValidationFailed[]

    what buildLifecycle gives:
    const lifecycle: Lifecycle<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>

    buildLifecycle, with the names that it takes:
    (alias) const buildLifecycle: <CloudflareEvents, CloudflareLifecycle, CloudflareSubject>(provider: Provider<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>, nameOrEventTypes: readonly EventTypeOf<NoInfer<CloudflareEvents>>[] | CloudflareLifecycle, options?: LifecycleOptions<NoInfer<CloudflareEvents>, NoInfer<CloudflareSubject>>) => Lifecycle<...>

    an option of buildLifecycle:
    (property) LifecycleOptions<E extends object = Record<string, object>, S extends object = Readonly<Record<string, string | number>>>.repeats?: number

    a step:
    const step: AnyStep<CloudflareEvents, CloudflareSubject> | undefined

    the steps:
    (property) Lifecycle<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>.steps: AnyStep<CloudflareEvents, CloudflareSubject>[]

    the payload of a step whose event type is known:
    (property) Step<CloudflareValidationFailed, CloudflareSubject, "ssl.custom_hostname_certificate.validation.failed">.payload: CloudflareValidationFailed

    what variants gives:
    const forms: Variant<CloudflareValidationFailed>[]

    variants:
    (alias) const variants: <CloudflareEvents, CloudflareLifecycle, CloudflareSubject, "ssl.custom_hostname_certificate.validation.failed">(provider: Provider<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>, eventType: "ssl.custom_hostname_certificate.validation.failed", options?: PayloadOptions) => Variant<CloudflareValidationFailed>[]

    isEvent narrows to one event type:
    (parameter) body: CloudflareValidationFailed

    isEvent narrows to any:
    (parameter) body: PayloadOf<CloudflareEvents, EventTypeOf<CloudflareEvents>>

    isEvent:
    (alias) const isEvent: <CloudflareEvents, CloudflareLifecycle, CloudflareSubject, "ssl.custom_hostname_certificate.validation.failed">(provider: Provider<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>, value: unknown, eventType?: "ssl.custom_hostname_certificate.validation.failed" | undefined) => value is CloudflareValidationFailed

    an event by its provider:
    type One = CloudflareValidationFailed

    any event:
    (parameter) event: CloudflareEvent

    an event by its type:
    (parameter) failed: CloudflareValidationFailed

    VerifyOptions:
    const options: VerifyOptions<CloudflareSubject>

    prepare:
    (property) SessionOptions<CloudflareSubject>.prepare?: (subject: CloudflareSubject) => unknown

    the subject:
    (parameter) subject: CloudflareSubject

    observe:
    (property) SessionOptions<CloudflareSubject>.observe?: (subject: CloudflareSubject) => unknown

    view:
    (property) SessionOptions<CloudflareSubject>.view?: (observed: unknown) => unknown

    expect:
    (property) SessionOptions<CloudflareSubject>.expect?: Expect

    check:
    (property) VerifyOptions<CloudflareSubject>.check?: readonly CheckId[]

    skip:
    (property) VerifyOptions<CloudflareSubject>.skip?: Readonly<Partial<Record<CheckId, string>>>

    settle:
    (property) SessionOptions<CloudflareSubject>.settle?: number

    describeReceiver:
    (alias) function describeReceiver<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>(provider: Provider<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>, target: Target, options?: VerifyOptions<CloudflareSubject> | undefined): void

    an option of describeReceiver:
    (property) SessionOptions<CloudflareSubject>.observe?: (subject: CloudflareSubject) => unknown

    a field of the subject:
    (parameter) hostname: string

    verifyReceiver:
    (alias) function verifyReceiver<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>(provider: Provider<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>, target: Target, options?: VerifyOptions<CloudflareSubject> | undefined): Promise<Report>

    what mockProvider gives:
    const api: MockProvider<CloudflareLifecycle, CloudflareSubject>

    mockProvider:
    (alias) const mockProvider: <CloudflareEvents, CloudflareLifecycle, CloudflareSubject>(provider: Provider<CloudflareEvents, CloudflareLifecycle, CloudflareSubject>, options?: MockOptions) => MockProvider<CloudflareLifecycle, CloudflareSubject>

    an option of mockProvider:
    (property) MockOptions.deliverTo?: Target

    plan:
    (method) MockProvider<CloudflareLifecycle, CloudflareSubject>.plan(lifecycle: readonly string[] | CloudflareLifecycle, match?: Partial<CloudflareSubject> | ((subject: CloudflareSubject) => boolean) | undefined): void

    resources of a mock:
    const resources: readonly Resource<CloudflareSubject>[]"
  `);
});
