import type { Schema } from "../generators/matches/located.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";
import { infoOf } from "./documents/document-info.ts";
import { type DocumentedRequest, documentedOf } from "./documents/requests.ts";
import { type Security, securityOf } from "./documents/security-scheme.ts";
import type { Sample } from "./samples.ts";

const CHANNEL = "receiver";
const SCHEME = "secret";

// AsyncAPI's own schemas are of draft-07.
const ofDraft202012 = (schema: Schema): object => ({
  schemaFormat: "application/schema+json;version=draft-2020-12",
  schema,
});

const securityScheme = ({ scheme: { type, ...scheme } }: Security): object =>
  type === "http" ? { type, scheme: "basic", ...scheme } : { type: "httpApiKey", ...scheme };

const message = ({ provider: { delivery } }: ProviderFolder, request: DocumentedRequest): object => ({
  name: request.name,
  title: request.name,
  tags: [{ name: request.kind }],
  description: request.description,
  ...(request.certainty !== "documented" && { "x-certainty": request.certainty }),
  contentType: delivery.contentType,
  payload: ofDraft202012(request.body),
  ...(request.examples.length > 0 && {
    examples: request.examples.map(({ value, ...example }) => ({ ...example, payload: value })),
  }),
});

/** An AsyncAPI 3 document of a provider: it sends, so its one operation is `send`, and the channel is the receiver. */
export const asyncApiOf = (folder: ProviderFolder, samples: readonly Sample[]): object => {
  const { requests, schemas } = documentedOf(folder, samples, (name) => `#/components/schemas/${name}/schema`);
  const { provider } = folder;
  const security = securityOf(provider);
  const ids = requests.map(({ id }) => id);
  const rest = {
    channels: {
      [CHANNEL]: {
        address: null,
        description: `The URL that a user of ${provider.title} registers.`,
        messages: Object.fromEntries(ids.map((id) => [id, { $ref: `#/components/messages/${id}` }])),
      },
    },
    operations: {
      send: {
        action: "send",
        channel: { $ref: `#/channels/${CHANNEL}` },
        description: "A request; the receiver answers 2xx when it has taken it.",
        // AsyncAPI has no word for a secret that may be absent: then its scheme stands among the components alone.
        ...(security && !security.optional && { security: [{ $ref: `#/components/securitySchemes/${SCHEME}` }] }),
        bindings: { http: { method: provider.delivery.method, bindingVersion: "0.3.0" } },
        messages: ids.map((id) => ({ $ref: `#/channels/${CHANNEL}/messages/${id}` })),
      },
    },
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, ofDraft202012(schema)])),
      messages: Object.fromEntries(requests.map((request) => [request.id, message(folder, request)])),
      ...(security && { securitySchemes: { [SCHEME]: securityScheme(security) } }),
    },
  };
  return {
    asyncapi: "3.0.0",
    info: infoOf(provider, rest),
    defaultContentType: provider.delivery.contentType,
    ...rest,
  };
};
