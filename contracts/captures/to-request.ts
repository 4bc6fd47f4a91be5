import { authOf, type Proof, proofOf } from "../../mocks/auth.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { fromBase64 } from "../../mocks/proof/base64.ts";
import { joinHeaders } from "../../mocks/sending/join-headers.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Auth, Provider } from "../../schemas/provider.ts";
import type { Capture, CapturedBody } from "../generated/capture.ts";
import { recognise } from "./recognise.ts";
import { HIDDEN, isSecretName } from "./redact-headers.ts";

// What belongs to the connection, or to the length and the place of the original.
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "proxy-connection", "te"],
  ...["trailer", "transfer-encoding", "upgrade"],
]);

/** What `toRequest` takes. */
export interface ReplayOptions {
  /** Takes the place of the one that was captured. */
  secret?: string;
  /** Replaces the provider's way of proving itself. */
  auth?: Auth;
  /** Proves every request, also those that carried nothing where a secret is known to be. */
  always?: boolean;
  /** Further request headers. */
  headers?: Readonly<Record<string, string>>;
}

const encoder = new TextEncoder();

const bytesOf = (body: CapturedBody | undefined): Uint8Array | undefined => {
  if (body === undefined) return new Uint8Array();
  if ("json" in body) return encoder.encode(JSON.stringify(body.json));
  if ("text" in body) return encoder.encode(body.text);
  return "base64" in body ? fromBase64(body.base64) : undefined;
};

/** A request that is ready but for its signature, which covers the instant that is given. */
export type ReadyRequest = (signedAt: Date) => Delivery;

/** The request of a capture, to be made once more with another secret; `undefined` where its body was not kept. */
export const toRequest = (
  { at, eventType, authenticated, request }: Capture,
  provider: Provider | undefined,
  options: ReplayOptions,
): ReadyRequest | undefined => {
  const body = bytesOf(request.body);
  if (!body) return undefined;
  const json = request.body && "json" in request.body ? request.body.json : undefined;
  const recognised = provider && recognise([provider], json);
  const payload = recognised && (getAt(json, recognised.pointer) as Json);
  const auth = options.auth ?? (provider && authOf(provider.definition, options)) ?? { kind: "none" };
  const id = String(getAt(payload, provider?.definition.eventId ?? "/") ?? "");
  const isProven = authenticated || options.always === true;
  const captured = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const kept = captured.filter(([name, value]) => !LEFT_OUT.has(name) && !isSecretName(name) && !HIDDEN.test(value));
  const make = ({ query, headers }: Proof): Delivery => ({
    ...(eventType !== undefined && { eventType }),
    ...(payload !== undefined && { payload }),
    method: request.method,
    query,
    headers: {
      ...joinHeaders(kept),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...options.headers,
    },
    body,
    due: new Date(at),
    lane: "captures", // one after another
    faults: [],
  });
  return (signedAt) => make(proofOf(auth, isProven ? options.secret : undefined, { body, at: signedAt, id }));
};
