import { keyedBytes } from "../../mocks/state/keyed-permutation.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Auth, Provider } from "../../schemas/provider.ts";
import type { Capture } from "../generated/capture.ts";
import { createFakeText } from "./fake-text.ts";
import type { RealExchange } from "./real-exchange.ts";
import { redactBody } from "./redact-body.ts";
import { carriesSecret, type Fakes, redactHeaders, redactPath } from "./redact-headers.ts";
import { mediaWordsOf } from "./redact-media.ts";

// Kind of authentication to the headers and the query parameters that only it fills.
const PLACES: { readonly [K in Auth["kind"]]: (auth: Extract<Auth, { kind: K }>) => [string[], string[]] } = {
  none: () => [[], []],
  header: ({ name }) => [[name], []],
  "url-token": ({ parameter }) => [[], [parameter]],
  basic: () => [["authorization"], []],
  hmac: ({ header }) => [[header], []],
};

const secretPlaces = (providers: readonly Provider[]): Pick<Fakes, "secretHeaders" | "secretParameters"> => {
  const auths = providers.flatMap(({ definition: { delivery } }) => [
    delivery.auth,
    delivery.authWithSecret ?? delivery.auth,
  ]);
  const places = auths.map((auth) => PLACES[auth.kind](auth as never));
  const lower = (names: string[]): Set<string> => new Set(names.map((name) => name.toLowerCase()));
  return {
    secretHeaders: lower(["authorization", ...places.flatMap(([headers]) => headers)]),
    secretParameters: lower(places.flatMap(([, parameters]) => parameters)),
  };
};

// Under these names a schema has patterns: of texts, and of the names of an object.
const patternsIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(patternsIn)
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => [
          ...(key === "pattern" && typeof item === "string" ? [item] : []),
          ...(key === "patternProperties" && isObject(item) ? Object.keys(item) : []),
          ...patternsIn(item),
        ])
      : [];

const PREFIX = /^\^?([A-Za-z]{2,12}[_-])/;

/** What a provider's ids and names begin with by its schemas, such as `ord_`: no schema would take them without. */
const prefixesOf = (provider: Provider): string[] =>
  patternsIn(provider.folder().schemas).flatMap((pattern) => PREFIX.exec(pattern)?.[1] ?? []);

const NAME = 10; // bytes that tell two secrets apart

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The provider that a request claims to be of, by a header that only one has. */
const senderOf = (providers: readonly Provider[], { request: { headers } }: RealExchange): Provider | undefined => {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return providers.find(({ definition: { delivery } }) =>
    PLACES[delivery.auth.kind](delivery.auth as never)[0].some((name) => names.has(name.toLowerCase())),
  );
};

/** Makes captures of exchanges: with the same key, the same original becomes the same fake. */
export const createRedaction = (
  providers: readonly Provider[],
  key: Uint8Array,
): ((exchange: RealExchange) => Capture) => {
  const fake = createFakeText(key, ["http:", "https:", ...providers.flatMap(prefixesOf)]);
  const hide = (secret: string): string =>
    `redacted-${toHex(keyedBytes(key, `secret ${secret}`, NAME).subarray(0, NAME))}`;
  const fakes: Fakes = { fake, hide, ...secretPlaces(providers), mediaWords: mediaWordsOf(providers) };
  return (exchange) => {
    const { at, request, response, error } = exchange;
    const found = redactBody(providers, request.body, { fake, key });
    const provider = found.provider ?? senderOf(providers, exchange);
    const answer = response && redactBody([], response.body, { fake, key }).body;
    return {
      version: 1,
      at: at.toISOString(),
      ...(provider && { provider: provider.name }),
      ...(found.eventType !== undefined && { eventType: found.eventType }),
      authenticated: carriesSecret(request.path, request.headers, fakes),
      request: {
        method: request.method,
        path: redactPath(request.path, fakes),
        headers: redactHeaders(request.headers, fakes),
        ...(found.body && { body: found.body }),
      },
      ...(response && {
        response: {
          status: response.status,
          headers: redactHeaders(response.headers, fakes),
          ...(answer && { body: answer }),
          ms: response.ms,
        },
      }),
      ...(error && { error }),
    };
  };
};
