import type { Faker } from "@faker-js/faker";
import type { Json } from "../../../schemas/json-schema.ts";
import { byNearness } from "../../../schemas/unknown-name.ts";
import { hash } from "../../draws/bits.ts";
import { schemaError, type Where } from "../schema-error.ts";
import type { FakerCall } from "./faker-call.ts";

const POOL_SIZE = 256;
const REFERENCE_DATE = Date.UTC(2026, 0, 1);

type Method = (...args: unknown[]) => unknown;

const methodsOf = (faker: Faker): Map<string, Method> => {
  const methods = new Map<string, Method>();
  for (const [name, module] of Object.entries(faker))
    if (typeof module === "object" && module !== null && /^[a-z]/.test(name))
      for (const [key, method] of Object.entries(module))
        if (typeof method === "function") methods.set(`${name}.${key}`, (method as Method).bind(module));
  return methods;
};

/** A JavaScript identifier for the pool of a call, the same on every machine. */
export const poolName = (call: FakerCall): string => {
  const suffix = call.arguments.length === 0 ? "" : `_${hash(JSON.stringify(call.arguments)).toString(16)}`;
  return call.path.replaceAll(/\W/g, "_") + suffix;
};

const callMethod = (method: Method, call: FakerCall, where: Where): unknown => {
  try {
    return method(...call.arguments);
  } catch (cause) {
    const given = JSON.stringify(call.arguments);
    throw schemaError(
      where,
      "x-faker",
      `calls ${call.path} with ${given}, which throws: ${(cause as Error).message}`,
      "Mend the arguments.",
    );
  }
};

// A bigint is no JSON, and says so by throwing.
const textOf = (value: unknown): string | undefined => (typeof value === "bigint" ? undefined : JSON.stringify(value));

const draw = (faker: Faker, call: FakerCall, where: Where): Json[] => {
  const methods = methodsOf(faker);
  const method = methods.get(call.path);
  if (!method) {
    const nearest = byNearness(call.path, [...methods.keys()])
      .slice(0, 3)
      .join(", ");
    throw schemaError(
      where,
      "x-faker",
      `names "${call.path}", which faker does not have`,
      nearest ? `Nearest: ${nearest}.` : "See fakerjs.dev.",
    );
  }
  faker.seed(hash(poolName(call)));
  faker.setDefaultRefDate(REFERENCE_DATE);
  const texts = Array.from({ length: POOL_SIZE }, () => textOf(callMethod(method, call, where)));
  if (texts.some((text) => text === undefined))
    throw schemaError(
      where,
      "x-faker",
      `names "${call.path}", whose values are not JSON`,
      "Name a method that returns a string, number or boolean.",
    );
  return [...new Set(texts)].map((text) => JSON.parse(text as string) as Json);
};

const drawn = new WeakMap<Faker, Map<string, Json[]>>();

/**
 * The distinct values of 256 draws of a faker method, in the order drawn; depends on the call and the faker alone, and
 * is drawn once for each faker.
 * @throws HookwrightError `invalid-schema` for a method that faker does not have, or whose values are not JSON
 */
export const drawPool = (faker: Faker, call: FakerCall, where: Where): Json[] => {
  const pools = drawn.get(faker) ?? new Map<string, Json[]>();
  drawn.set(faker, pools);
  const pool = pools.get(poolName(call)) ?? draw(faker, call, where);
  pools.set(poolName(call), pool);
  return pool;
};
