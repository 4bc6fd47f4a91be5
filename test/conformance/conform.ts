import type { Json } from "../../schemas/json-schema.ts";
import { suiteDefinitions } from "./definitions.ts";
import { impliedTypes } from "./implied.ts";
import { type JsonType, jsonTypeOf } from "./json-type.ts";
import { type Judgement, judgementOf, rejecterOf } from "./judge.ts";
import type { Definitions, Schema } from "./schema.ts";
import { type Group, nameOf, validData } from "./suite.ts";

const SEEDS = 20;

/** A way to make values of a schema; the same measure fits every one. */
export interface Maker {
  /** Compiles a schema to a function from seed to value. */
  make(schema: Schema, definitions: Definitions): Promise<(seed: number) => unknown>;
  /** Tells a schema refused on purpose from a defect. */
  isRefusal(error: unknown): boolean;
}

/** What came of a group; only `valid` counts. */
export type Outcome = "valid" | "refused" | "invalid" | "wrong type" | "crashed" | "unjudged";

/** What came of a group, and why. */
export interface Conformance {
  group: string;
  outcome: Outcome;
  reason: string;
}

type Finding = Omit<Conformance, "group">;

const invalid = (reason: string): Finding => ({ outcome: "invalid", reason });

const judgeValues = (values: unknown[], judgement: Judgement): Finding | undefined => {
  for (const [seed, value] of values.entries()) {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) return invalid(`seed ${seed} gives no JSON`);
    const rejecter = rejecterOf(judgement, JSON.parse(text) as Json);
    if (rejecter !== undefined) return invalid(`seed ${seed} gives ${text}, which ${rejecter} rejects`);
  }
  return undefined;
};

const judgeTypes = (values: unknown[], group: Group): Finding | undefined => {
  const spoken = impliedTypes(group.schema, suiteDefinitions);
  const isSpoken = (value: Json): boolean => spoken.has(jsonTypeOf(value));
  if (!validData(group).some(isSpoken)) return undefined;
  const fitting = values.filter((value) => isSpoken(value as Json)).length;
  if (fitting * 2 >= values.length) return undefined;
  const wanted: JsonType[] = [...spoken];
  return { outcome: "wrong type", reason: `${fitting} of ${values.length} values are of type ${wanted.join(" or ")}` };
};

const valuesOf = async (group: Group, { make }: Maker): Promise<unknown[]> => {
  const valueAt = await make(group.schema, suiteDefinitions);
  const values: unknown[] = [];
  for (let seed = 0; seed < SEEDS; seed++) values.push(await valueAt(seed));
  return values;
};

const findingOf = async (group: Group, maker: Maker): Promise<Finding> => {
  const judgement = await judgementOf(group);
  if (judgement.judges.size === 0) return { outcome: "unjudged", reason: judgement.reason };
  try {
    const values = await valuesOf(group, maker);
    return judgeValues(values, judgement) ?? judgeTypes(values, group) ?? { outcome: "valid", reason: "" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: maker.isRefusal(error) ? "refused" : "crashed", reason };
  }
};

/** What a maker makes of a group: 20 values, judged one by one, and half of them of a type that its keywords speak of. */
export const conform = async (group: Group, maker: Maker): Promise<Conformance> => ({
  group: nameOf(group),
  ...(await findingOf(group, maker)),
});
