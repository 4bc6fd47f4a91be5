import type { IncomingMessage, ServerResponse } from "node:http";
import { copyBody } from "./copy-body.ts";
import type { Recorder } from "./create-recorder.ts";
import { pairsOf } from "./raw-headers.ts";
import type { RealExchange } from "./real-exchange.ts";
import { unharmed } from "./unharmed.ts";

type NodeCall = [request: IncomingMessage, response: ServerResponse, ...rest: unknown[]];

/** Whether a handler is called as a listener of node:http, or as what takes after it. */
export const isNodeCall = (args: unknown[]): args is NodeCall =>
  args.length > 1 && Array.isArray((args[0] as Partial<IncomingMessage> | undefined)?.rawHeaders);

const encoder = new TextEncoder();

// As `write` and `end` take it: what is neither text nor bytes is their callback.
const bytesOf = (chunk: unknown, encoding: unknown): Uint8Array =>
  typeof chunk === "string"
    ? typeof encoding === "string"
      ? Buffer.from(chunk, encoding as BufferEncoding)
      : encoder.encode(chunk)
    : chunk instanceof Uint8Array
      ? chunk
      : new Uint8Array();

/** Has a method tell of its arguments before it does what it did. */
const listenIn = <Name extends string>(
  owner: { [name in Name]: (...args: never[]) => unknown },
  name: Name,
  tell: (args: readonly unknown[]) => void,
): void => {
  const own = owner[name] as (...args: unknown[]) => unknown;
  const spy = function (this: unknown, ...args: unknown[]): unknown {
    tell(args);
    return own.apply(this, args);
  };
  Object.defineProperty(owner, name, { value: spy, writable: true, configurable: true, enumerable: false });
};

type Given = Record<string, number | string | readonly string[] | undefined> | readonly unknown[];

// As `writeHead` takes them: names and values in turn, pairs of them, or an object.
const pairsIn = (given: Given): [string, string][] => {
  if (Array.isArray(given))
    return Array.isArray(given[0]) ? pairsOf(given.flat().map(String)) : pairsOf(given.map(String));
  return Object.entries(given).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
};

const isHeaders = (value: unknown): value is Given => typeof value === "object" && value !== null;

type To = Pick<Recorder, "save" | "fail">;

const watch = ([request, response]: NodeCall, to: To): void => {
  const at = new Date();
  const began = performance.now();
  const [sent, answered] = [copyBody(), copyBody()];
  const { method = "", url: path = "" } = request;
  const headers = pairsOf(request.rawHeaders);
  let own: [string, string][] = [];
  let isEnding = false; // `end` may call `write`
  const onBytes = ([chunk, encoding]: readonly unknown[]): void => {
    if (!isEnding) answered.add(bytesOf(chunk, encoding));
  };
  const onClose = (): void => {
    const names = new Set(own.map(([name]) => name.toLowerCase()));
    const set = pairsIn(response.getHeaders()).filter(([name]) => !names.has(name.toLowerCase()));
    if (!request.complete) sent.cut();
    const { statusCode: status, headersSent, writableFinished } = response;
    const answer = { status, headers: [...set, ...own], body: answered.body(), ms: performance.now() - began };
    const exchange: RealExchange = {
      at,
      request: { method, path, headers, body: sent.body() },
      ...(headersSent && { response: answer }),
      ...(!writableFinished && { error: { code: "aborted" } }),
    };
    to.save(exchange, () => {
      sent.drop();
      answered.drop();
    });
  };

  // What came in before is gone by.
  if (request.readableLength > 0 || request.readableDidRead || request.readableEnded) sent.cut();
  const spyOn = (owner: unknown, name: string, tell: (args: readonly unknown[]) => void): void =>
    listenIn(owner as never, name, (args) => unharmed(to, () => tell(args)));
  spyOn(request, "push", ([chunk]) => sent.add(bytesOf(chunk, undefined)));
  spyOn(response, "writeHead", (args) => {
    own = pairsIn(args.find(isHeaders) ?? []);
  });
  spyOn(response, "write", onBytes);
  spyOn(response, "end", (args) => {
    onBytes(args);
    isEnding = true;
  });
  response.once("close", () => unharmed(to, onClose));
};

/** Calls a listener and saves what goes in and out; the bytes are seen as they pass, and nothing is read or held up. */
export const recordListener = (args: NodeCall, call: () => unknown, to: To): unknown => {
  unharmed(to, () => watch(args, to));
  return call();
};
