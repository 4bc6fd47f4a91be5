import type { Delivery } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import type { Counterexample, SentDelivery } from "./generated/report.ts";
import { hintFor } from "./hint.ts";
import { redact, redactAll, SECRET_VARIABLE } from "./redact.ts";

const BODY_LENGTH = 1000;
const decoder = new TextDecoder();

const requestOf = (delivery: Delivery, url: string): SentDelivery["request"] => {
  const query = Object.entries(delivery.query).map(([name, value]) => `${name}=${value}`);
  const { method, headers } = delivery;
  return {
    method,
    url: query.length === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}`,
    headers,
    body: decoder.decode(delivery.body),
  };
};

/** An exchange as a report shows it. */
export interface Shown {
  exchange: Exchange;
  /** What was seen after it. */
  observed?: unknown;
  /** Replaces what was sent as proof, where that itself would give the secret away. */
  disguise?: string;
}

const sentDelivery = ({ exchange, observed, disguise }: Shown, url: string): SentDelivery => {
  const { delivery, response, error } = exchange;
  const request = requestOf(delivery, url);
  const proven =
    disguise === undefined
      ? request
      : { ...request, url, headers: { "content-type": delivery.headers["content-type"] ?? "", "(secret)": disguise } };
  return {
    ...(delivery.step !== undefined && { step: delivery.step }),
    ...(delivery.eventType !== undefined && { eventType: delivery.eventType }),
    faults: delivery.faults,
    request: proven,
    ...(response && {
      response: {
        status: response.status,
        ms: Math.round(response.ms * 100) / 100,
        body: response.body.slice(0, BODY_LENGTH),
      },
    }),
    ...(error && { error }),
    ...(observed !== undefined && { observed }),
  };
};

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

// The variable must expand, so what holds it stands in double quotes.
const quoteProof = (text: string): string =>
  text.includes(SECRET_VARIABLE) ? `"${text.replaceAll(/["\\`]/g, "\\$&")}"` : quote(text);

/** A delivery as a curl command; the secret is read from the environment. */
export const curlOf = ({ method, url, headers, body }: SentDelivery["request"]): string => {
  const given = Object.entries(headers).map(([name, value]) => `-H ${quoteProof(`${name}: ${value}`)}`);
  return ["curl -i", `-X ${method}`, quoteProof(url), ...given, `--data-raw ${quote(body)}`].join(" ");
};

/** The deliveries that show a fault, in order, with what was expected and seen. */
export const counterexampleOf = (
  shown: readonly Shown[],
  what: { expected: string; actual: string; lifecycle?: string },
  context: { url: string; secret: string | undefined },
): Omit<Counterexample, "replay"> => {
  const deliveries = redactAll(
    shown.map((one) => sentDelivery(one, context.url)),
    context.secret,
  );
  const last = shown.at(-1);
  const request = deliveries.at(-1)?.request;
  const hint = last && hintFor(last.exchange);
  return {
    ...(what.lifecycle !== undefined && { lifecycle: what.lifecycle }),
    deliveries,
    expected: what.expected,
    actual: redact(what.actual, context.secret),
    ...(hint !== undefined && { hint }),
    ...(request && last?.disguise === undefined && { curl: curlOf(request) }),
  };
};

/** What a receiver answered, in words. */
export const sayAnswer = ({ response, error }: Exchange): string =>
  error ? `${error.code}: ${error.message}` : `${response?.status} ${response?.body.slice(0, 200) ?? ""}`.trimEnd();
