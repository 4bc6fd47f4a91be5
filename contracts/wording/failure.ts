import type { Delivery } from "../../mocks/delivery.ts";
import type { Exchange } from "../../mocks/exchange.ts";
import { urlOf } from "../../mocks/sending/sender.ts";
import type { Failed } from "../check.ts";
import type { SentDelivery } from "../generated/report.ts";
import type { Session } from "../session/session.ts";
import { hintFor } from "./hint.ts";
import { GIVEN, redact, redactAll, withWrong } from "./redact.ts";
import { sayAnswer, sayError } from "./say-answer.ts";
import { shellQuote } from "./shell-quote.ts";

const BODY_LENGTH = 1000;
const LONGEST_ARGUMENT = 100_000;
const decoder = new TextDecoder();

/** An exchange as a report shows it. */
export interface Shown {
  exchange: Exchange;
  /** What was seen after it. */
  observed?: unknown;
  /** Replaces what was sent as proof, where that itself would give the secret away. */
  disguise?: { name: string; secret: string };
}

const shownHeaders = (
  headers: Readonly<Record<string, string>>,
  { options, secrets }: Session,
): Record<string, string> => {
  const given = Object.keys(options.headers ?? {}).map((name) => name.toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, given.includes(name) ? GIVEN : redact(value, secrets)]),
  );
};

const requestOf = (delivery: Delivery, session: Session): SentDelivery["request"] => ({
  method: delivery.method,
  url: redact(urlOf(session.url, delivery).href, session.secrets),
  headers: shownHeaders(delivery.headers, session),
  body: redact(decoder.decode(delivery.body), session.secrets),
});

const disguised = (request: SentDelivery["request"], name: string, session: Session): SentDelivery["request"] => ({
  ...request,
  url: redact(session.url, session.secrets),
  headers: { "content-type": request.headers["content-type"] ?? "", "(secret)": name },
});

const sentDelivery = ({ exchange, observed, disguise }: Shown, session: Session): SentDelivery => {
  const { delivery, response, error } = exchange;
  const secrets = disguise ? withWrong(session.secrets, disguise.secret) : session.secrets;
  const request = requestOf(delivery, session);
  return {
    ...(delivery.step !== undefined && { step: delivery.step }),
    ...(delivery.eventType !== undefined && { eventType: delivery.eventType }),
    faults: delivery.faults,
    request: disguise ? disguised(request, disguise.name, session) : request,
    ...(response && {
      response: {
        status: response.status,
        ms: Math.round(response.ms * 100) / 100,
        body: redact(response.body, secrets).slice(0, BODY_LENGTH), // cut first, a part of a secret would be left
      },
    }),
    ...(error && { error: { code: error.code, message: sayError(error, secrets) } }),
    ...(observed !== undefined && { observed: redactAll(observed, secrets) }),
  };
};

/** A delivery as a curl command; the secret is read from the environment. */
const curlOf = ({ method, url, headers, body }: SentDelivery["request"]): string => {
  const given = Object.entries(headers).map(([name, value]) => `-H ${shellQuote(`${name}: ${value}`)}`);
  return ["curl -i", `-X ${method}`, shellQuote(url), ...given, `--data-raw ${shellQuote(body)}`].join(" ");
};

/** What was expected of the last delivery, and what came: in our own words, with what came from outside redacted in them. */
export interface Finding {
  summary: string;
  expected: string;
  actual: string;
  lifecycle?: string;
  notes?: string[];
  /** A likely cause; unless given, of the answer, where that is what is wrong. */
  hint?: string;
}

/** A failure with the deliveries that show it, in order; the secrets in them are redacted. */
export const failure = (session: Session, shown: readonly Shown[], finding: Finding): Failed => {
  const last = shown.at(-1);
  const deliveries = shown.map((one) => sentDelivery(one, session));
  const request = deliveries.at(-1)?.request;
  const isAnswer = last !== undefined && !last.disguise && finding.actual === sayAnswer(last.exchange, session.secrets);
  const hint = finding.hint ?? (isAnswer ? hintFor(last.exchange, session.options) : undefined);
  // One request shows nothing of a sequence, and a shell takes no argument without end.
  const isCurlable = shown.length === 1 && !last?.disguise && !session.inProcess;
  return {
    result: "fail",
    summary: finding.summary,
    ...(finding.notes && { notes: finding.notes }),
    counterexample: {
      ...(finding.lifecycle !== undefined && { lifecycle: finding.lifecycle }),
      deliveries,
      expected: finding.expected,
      actual: finding.actual.slice(0, BODY_LENGTH),
      ...(hint !== undefined && { hint }),
      ...(request && isCurlable && request.body.length < LONGEST_ARGUMENT && { curl: curlOf(request) }),
    },
  };
};
