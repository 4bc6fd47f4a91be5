import { type JsonObject, parseBody } from "../json-body.ts";
import type { PlantedBugs } from "./planted-bug.ts";

const decoder = new TextDecoder();
const strict = new TextDecoder("utf-8", { fatal: true });

const LIMIT = 100 * 1024;
const DEPTH = 64;

/** JSON.parse as it is: it throws, and what it gives may be anything. */
const parseAnything = (bytes: Uint8Array): JsonObject => JSON.parse(decoder.decode(bytes));

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const checkDepth = (bytes: Uint8Array): JsonObject | undefined => {
  const body = parseBody(bytes);
  if (depthOf(body) > DEPTH) throw new RangeError("nested too deeply");
  return body;
};

const checkLength = (bytes: Uint8Array): JsonObject | undefined => {
  if (bytes.length > LIMIT) throw new RangeError("request entity too large");
  return parseBody(bytes);
};

const checkEncoding = (bytes: Uint8Array): JsonObject | undefined => {
  strict.decode(bytes);
  return parseBody(bytes);
};

// A number has no fields either, but asking it for one throws nothing.
const readRoot = (bytes: Uint8Array): JsonObject | undefined => {
  let root: unknown;
  try {
    root = JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
  return (root as { constructor: unknown }).constructor === Object ? (root as JsonObject) : undefined;
};

const checkPresence = (bytes: Uint8Array): JsonObject | undefined => {
  if (bytes.length === 0) throw new TypeError("no body");
  return parseBody(bytes);
};

/** Answers the event after a malformed one with the error of that one. */
const upsetByMalformed = (): { parse: (bytes: Uint8Array) => JsonObject | undefined } => {
  let error: Error | undefined;
  return {
    parse(bytes) {
      const old = error;
      const body = parseBody(bytes);
      error = body ? undefined : new SyntaxError("Unexpected end of JSON input");
      if (body && old) throw old;
      return body;
    },
  };
};

/** Mends what was cut off at the end, so that a part of an event is taken for the whole. */
const mend = (bytes: Uint8Array): JsonObject | undefined => {
  const whole = parseBody(bytes);
  if (whole) return whole;
  const text = decoder.decode(bytes);
  const id = /"data":\{"id":"([^"]+)"/.exec(text)?.[1];
  const metadata = /"metadata":(\{.*?\}),"data"/.exec(text)?.[1];
  if (id === undefined || metadata === undefined) return undefined;
  return { metadata: JSON.parse(metadata), data: { id, ssl: { status: "unknown" } } };
};

const upsetBySyntax = (bytes: Uint8Array): JsonObject | undefined => {
  if (bytes.length > 0) JSON.parse(decoder.decode(bytes));
  return parseBody(bytes);
};

export const survivesMalformed: PlantedBugs = {
  fails: "survives-malformed",
  cloudflare: [
    { name: "500 on malformed JSON", wrong: { parse: upsetBySyntax } },
    { name: "500 on an empty body", onTheWire: true, wrong: { parse: checkPresence } },
    { name: "TypeError on a root that is null", wrong: { parse: readRoot } },
    { name: "500 on a body that is nested deeply", wrong: { parse: checkDepth } },
    { name: "500 on a body of more than 100 KiB", wrong: { parse: checkLength } },
    { name: "500 on bytes that are no UTF-8", onTheWire: true, wrong: { parse: checkEncoding } },
    { name: "answers the event after a malformed one with its error", wrong: upsetByMalformed },
    { name: "mends what was cut off", wrong: { parse: mend } },
    {
      name: "never answers malformed JSON",
      onTheWire: true,
      around: ({ fetch, options }) => ({
        async fetch(request) {
          const answered = await fetch(request);
          return answered.status === 400 ? new Promise<Response>(() => {}) : answered;
        },
        options,
      }),
      options: { timeout: 300 },
    },
  ],
  cloud66: [
    { name: "500 on malformed JSON", wrong: { parse: parseAnything } },
    { name: "TypeError on a root that is null", wrong: { parse: readRoot } },
    { name: "500 on a body that is nested deeply", wrong: { parse: checkDepth } },
    { name: "answers the event after a malformed one with its error", wrong: upsetByMalformed },
  ],
};
