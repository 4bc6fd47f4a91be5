import { type ClientRequest, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { request as requestHttps } from "node:https";
import { classify } from "../../mocks/sending/classify.ts";
import { type BodyCopy, copyBody } from "./copy-body.ts";
import type { Recorder } from "./create-recorder.ts";
import { pairsOf } from "./raw-headers.ts";
import type { RealHeaders } from "./real-exchange.ts";

// Of one connection, not of the message (RFC 9110, 7.6.1): each side has its own.
const HOP_BY_HOP: readonly string[] = [
  ...["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"],
];

const endToEnd = (headers: RealHeaders): RealHeaders => {
  const named = headers.filter(([name]) => name.toLowerCase() === "connection").map(([, value]) => value);
  const gone = new Set([...HOP_BY_HOP, ...named.flatMap((value) => value.toLowerCase().split(/\s*,\s*/))]);
  return headers.filter(([name]) => !gone.has(name.toLowerCase()));
};

/** What goes on to the target: all but its own name as the host, and the framing of the new connection. */
const forwarded = (headers: RealHeaders, host: string): RealHeaders => {
  const others = endToEnd(headers).filter(([name]) => name.toLowerCase() !== "host");
  const isChunked = headers.some(([name]) => name.toLowerCase() === "transfer-encoding");
  return [["Host", host], ...others, ...(isChunked ? [["Transfer-Encoding", "chunked"] as const] : [])];
};

// Methods whose requests Node sends without a body's framing, unless their headers have it.
const GETTERS: ReadonlySet<string> = new Set(["GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT"]);
const FRAMING: ReadonlySet<string> = new Set(["content-length", "transfer-encoding"]);

/** Headers of a request that says nothing of a body: Node would add to them that there is none. */
const addUnframed = (outbound: ClientRequest, headers: RealHeaders): void => {
  for (const [name, value] of headers) outbound.appendHeader(name, value);
  for (const name of FRAMING) outbound.removeHeader(name);
};

const BAD_GATEWAY = 502;
const NOTHING = new Uint8Array();

/** One request on its way to the target, and its answer on the way back. */
interface Passage {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  sent: BodyCopy;
  answered: BodyCopy;
}

const refuse = (outgoing: ServerResponse, code: string): void => {
  const words = Buffer.from(`hookwright: the target gave no answer (${code})\n`);
  outgoing.writeHead(BAD_GATEWAY, {
    "content-type": "text/plain",
    "content-length": words.length,
    connection: "close",
  });
  outgoing.end(words);
};

const sendBack = (
  { outgoing, answered }: Passage,
  answer: IncomingMessage,
  fail: (error: unknown) => void,
): RealHeaders => {
  const headers = endToEnd(pairsOf(answer.rawHeaders));
  outgoing.sendDate = false; // the target's own, or none
  outgoing.writeHead(answer.statusCode ?? BAD_GATEWAY, answer.statusMessage, headers.flat());
  outgoing.write(NOTHING); // sends the headers at once and as they are: flushHeaders would make UTF-8 of them
  answer.on("data", (chunk: Buffer) => void answered.add(chunk));
  answer.on("error", fail);
  answer.pipe(outgoing);
  return headers;
};

/** Sends a request on to the target and its answer back, byte for byte as both come, and gives the exchange to be saved. */
export const forward = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: URL,
  save: Recorder["save"],
): void => {
  const at = new Date();
  const began = performance.now();
  const passage: Passage = { incoming, outgoing, sent: copyBody(), answered: copyBody() };
  const { sent, answered } = passage;
  const { method = "GET", url: path = "/" } = incoming;
  let answerHeaders: RealHeaders = [];
  let code: string | undefined;

  const fail = (error: unknown): void => {
    code ??= classify(error, outgoing.headersSent);
    incoming.unpipe(outbound);
    if (outgoing.headersSent)
      outgoing.destroy(); // the sender sees that the answer is not whole
    else refuse(outgoing, code);
  };
  const { protocol, hostname, port, host } = target;
  const headers = pairsOf(incoming.rawHeaders);
  const sentOn = forwarded(headers, host);
  const isUnframed = !GETTERS.has(method) && !headers.some(([name]) => FRAMING.has(name.toLowerCase()));
  const outbound = (protocol === "https:" ? requestHttps : requestHttp)({
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    method,
    path,
    setHost: false,
    agent: false,
    ...(!isUnframed && { headers: sentOn.flat() }),
  });
  outbound.on("error", fail);
  if (isUnframed) addUnframed(outbound, sentOn);
  outbound.on("response", (answer) => {
    try {
      answerHeaders = sendBack(passage, answer, fail);
    } catch (error) {
      fail(error); // headers that Node reads but does not write
    }
  });
  incoming.on("data", (chunk: Buffer) => void sent.add(chunk));
  incoming.pipe(outbound);

  outgoing.on("close", () => {
    if (!outgoing.writableFinished) code ??= "aborted";
    outbound.destroy();
    if (!incoming.complete) sent.cut();
    const response = {
      status: outgoing.statusCode,
      headers: answerHeaders,
      body: answered.body(),
      ms: performance.now() - began,
    };
    save(
      {
        at,
        request: { method, path, headers, body: sent.body() },
        ...(outgoing.headersSent && { response }),
        ...(code !== undefined && { error: { code } }),
      },
      () => {
        sent.drop();
        answered.drop();
      },
    );
  });
};
