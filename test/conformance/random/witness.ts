import { generateSync } from "json-schema-faker";
import type { Json } from "../../../schemas/json-schema.ts";
import type { Judge } from "../judge.ts";
import type { Schema } from "../schema.ts";
import { SMALL } from "./small.ts";

const PEER_SEEDS = 10;

const namedIn = (schema: unknown): Json[] => {
  if (typeof schema !== "object" || schema === null) return [];
  const { const: only, enum: listed } = schema as { const?: Json; enum?: Json[] };
  const own = [...(only === undefined ? [] : [only]), ...(Array.isArray(listed) ? listed : [])];
  return [...own, ...Object.values(schema).flatMap(namedIn)];
};

const isGuessedByPeer = (schema: Schema, judge: Judge): boolean =>
  Array.from({ length: PEER_SEEDS }, (_, seed) => seed).some((seed) => {
    try {
      return judge(generateSync(schema as Parameters<typeof generateSync>[0], { seed }) as Json);
    } catch {
      return false; // it knows no value, which tells nothing
    }
  });

/** Whether some value is known to be valid: a small one, one that the schema names, or a guess of json-schema-faker. */
export const hasWitness = (schema: Schema, judge: Judge): boolean =>
  SMALL.some(judge) || namedIn(schema).some(judge) || isGuessedByPeer(schema, judge);
