import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { errorResponse } from "./error-response.ts";

const MAX_BODY = 2 ** 20;
const MOST_READ = 2 ** 26;

const collect = async (incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read on to its end, but for what never ends: a client hears nothing before it has sent everything.
    if (size > MOST_READ) return undefined;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  if (size > MAX_BODY) return undefined;
  return new Uint8Array(Buffer.concat(chunks));
};

const headersOf = ({ headersDistinct }: IncomingMessage): Headers => {
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return headers;
};

const tooLarge = (): Response =>
  errorResponse(413, "too-large", `Failed to read a body: it has more than ${MAX_BODY} bytes.`, {
    connection: "close",
  });

const send = async (response: Response, outgoing: ServerResponse): Promise<void> => {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(body);
};

// What no Request can be made of: an absolute target, or a method that fetch forbids.
const toRequest = (incoming: IncomingMessage, body: Uint8Array<ArrayBuffer>): Request | undefined => {
  const { method = "GET", url = "" } = incoming;
  const headers = headersOf(incoming);
  const isBare = method === "GET" || method === "HEAD";
  try {
    return new Request(`http://127.0.0.1${url}`, { method, headers, ...(!isBare && { body }) });
  } catch {
    return undefined; // answered with 400
  }
};

/** A fetch function as a listener of node:http; it never rejects, and reads at most 1 MiB of a body. */
export const toListener =
  (receive: (request: Request) => Promise<Response>): RequestListener =>
  async (incoming, outgoing) => {
    try {
      const body = await collect(incoming);
      if (!body) return await send(tooLarge(), outgoing);
      const request = incoming.url?.startsWith("/") ? toRequest(incoming, body) : undefined;
      const response = request
        ? await receive(request)
        : errorResponse(400, "malformed-request", `Failed to read a request: ${incoming.method} ${incoming.url}.`);
      await send(response, outgoing);
    } catch {
      outgoing.destroy(); // the client left before its body was whole
    }
  };
