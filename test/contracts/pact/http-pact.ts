/** An interaction of V4 that POSTs `{}` to a path and expects any 2xx; `more` goes over it. */
export const interaction = (description: string, path: string, more: object = {}): object => ({
  type: "Synchronous/HTTP",
  key: `key of ${description}`,
  description,
  request: {
    method: "POST",
    path,
    headers: { "content-type": ["application/json"] },
    body: { contentType: "application/json", encoded: false, content: {} },
  },
  response: {
    status: 200,
    matchingRules: { status: { combine: "AND", matchers: [{ match: "statusCode", status: "success" }] } },
  },
  ...more,
});

/** A file of V4 about the receiver "web". */
export const httpPact = (interactions: readonly object[], more: object = {}): object => ({
  consumer: { name: "sender" },
  provider: { name: "web" },
  interactions,
  metadata: { pactSpecification: { version: "4.0" } },
  ...more,
});
