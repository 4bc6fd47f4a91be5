import { isObject } from "../../schemas/is-object.ts";
import { row } from "../../schemas/row.ts";
import type { Capture } from "../generated/capture.ts";

const VERSION = 1;

/** Whether a JSON value means to be a capture, of whatever version. */
export const isCaptureLike = (value: unknown): value is { version: unknown; request: unknown } =>
  isObject(value) && typeof value["version"] === "number" && Object.hasOwn(value, "request");

const DEEPEST = 1000; // levels: JSON.stringify has an end, too

const isWithin = (most: number, value: unknown): boolean => {
  let level = [value];
  for (let depth = 0; level.length > 0 && depth <= most; depth++)
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  return level.length === 0;
};

const BODIES: Readonly<Record<string, (value: unknown) => boolean>> = {
  json: (value) => isWithin(DEEPEST, value),
  text: (value) => typeof value === "string",
  base64: (value) => typeof value === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(value),
  bytes: (value) => typeof value === "number",
};

const isBody = (body: unknown): boolean =>
  body === undefined ||
  (isObject(body) && Object.entries(body).some(([kind, value]) => row(BODIES, kind)?.(value) === true));

const isHeader = (header: unknown): boolean =>
  Array.isArray(header) && header.length === 2 && header.every((part) => typeof part === "string");

const isText = (value: unknown): boolean => typeof value === "string";
const isOptionalText = (value: unknown): boolean => value === undefined || isText(value);

// What is read of a capture, each with how it must be.
const PARTS: readonly [
  name: string,
  isRight: (capture: Record<string, unknown>, request: Record<string, unknown>) => boolean,
][] = [
  ["/at", ({ at }) => isText(at) && Number.isFinite(Date.parse(String(at)))],
  ["/provider", ({ provider }) => isOptionalText(provider)],
  ["/eventType", ({ eventType }) => isOptionalText(eventType)],
  ["/authenticated", ({ authenticated }) => typeof authenticated === "boolean"],
  ["/request/method", (_, { method }) => isText(method) && /^[A-Za-z-]+$/.test(String(method))],
  ["/request/headers", (_, { headers }) => Array.isArray(headers) && headers.every(isHeader)],
  ["/request/body", (_, { body }) => isBody(body)],
];

/** The capture that a value is, or what is wrong with it. */
export const readCapture = (value: unknown): { capture: Capture } | { problem: string } => {
  if (!isCaptureLike(value)) return { problem: "no capture" };
  const { version, request } = value;
  if (version !== VERSION) return { problem: `a capture of version ${version}; this hookwright reads ${VERSION}` };
  if (!isObject(request)) return { problem: "a capture without a request" };
  const wrong = PARTS.find(([, isRight]) => !isRight(value as unknown as Record<string, unknown>, request));
  return wrong ? { problem: `a capture whose ${wrong[0]} is not readable` } : { capture: value as unknown as Capture };
};
