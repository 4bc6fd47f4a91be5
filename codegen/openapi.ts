import type { ProviderFolder } from "../schemas/provider-folder.ts";
import { infoOf } from "./documents/document-info.ts";
import { type DocumentedRequest, documentedOf } from "./documents/requests.ts";
import { type Security, securityOf } from "./documents/security-scheme.ts";
import type { Sample } from "./samples.ts";

const TAGS: Readonly<Record<DocumentedRequest["kind"], string>> = {
  event: "What happened.",
  "test message": "What tries an endpoint out.",
};

const SCHEME = "secret";

const securityScheme = ({ scheme: { type, name, ...scheme } }: Security): object =>
  type === "http" ? { type, scheme: "basic", ...scheme } : { type: "apiKey", name, ...scheme };

const webhook = ({ provider: { delivery } }: ProviderFolder, request: DocumentedRequest): object => {
  const examples = Object.fromEntries(request.examples.map(({ name, ...example }) => [name, example]));
  const body = { schema: request.body, ...(request.examples.length > 0 && { examples }) };
  const operation = {
    operationId: request.id,
    tags: [request.kind],
    description: request.description,
    ...(request.certainty !== "documented" && { "x-certainty": request.certainty }),
    requestBody: { required: true, content: { [delivery.contentType]: body } },
    responses: { "2XX": { description: "The receiver has taken it." } },
  };
  return { [delivery.method.toLowerCase()]: operation };
};

/** An OpenAPI 3.1 document of what a provider sends: each request under `webhooks`, the schemas among the components. */
export const openApiOf = (folder: ProviderFolder, samples: readonly Sample[]): object => {
  const { requests, schemas } = documentedOf(folder, samples, (name) => `#/components/schemas/${name}`);
  const security = securityOf(folder.provider);
  const kinds = new Set(requests.map(({ kind }) => kind));
  const rest = {
    ...(security && { security: [...(security.optional ? [{}] : []), { [SCHEME]: [] }] }),
    tags: [...kinds].map((kind) => ({ name: kind, description: TAGS[kind] })),
    webhooks: Object.fromEntries(requests.map((request) => [request.name, webhook(folder, request)])),
    components: { schemas, ...(security && { securitySchemes: { [SCHEME]: securityScheme(security) } }) },
  };
  return {
    openapi: "3.1.0",
    info: infoOf(folder.provider, rest),
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    ...rest,
  };
};
