import type { Json } from "../../schemas/json-schema.ts";
import { ajvJudge } from "./ajv-judge.ts";
import { hyperjumpJudge } from "./hyperjump-judge.ts";
import type { Schema } from "./schema.ts";
import { type Group, nameOf } from "./suite.ts";

/** Tells whether a value is valid by a schema. */
export type Judge = (value: Json) => boolean;

/** Who may judge a group; and of the others, what each gets wrong about it. */
export interface Judgement {
  judges: ReadonlyMap<string, Judge>;
  reason: string;
}

const VALIDATORS: Readonly<Record<string, (schema: Schema) => Judge | Promise<Judge>>> = {
  ajv: ajvJudge,
  hyperjump: hyperjumpJudge,
};

// Defects that a group's own tests do not show: by validator and group.
const MISTAKES: Readonly<Record<string, string>> = {
  "hyperjump multipleOf.json: by small number": "is wrong about negative multiples of a fraction",
};

const mistake = (name: string, judge: Judge, group: Group): string | undefined => {
  const wrong = group.tests.find(({ data, valid }) => judge(data) !== valid);
  return wrong ? `is wrong about "${wrong.description}"` : MISTAKES[`${name} ${nameOf(group)}`];
};

/** The validators that agree with all of a group's own tests. */
export const judgementOf = async (group: Group): Promise<Judgement> => {
  const judges = new Map<string, Judge>();
  const reasons: string[] = [];
  for (const [name, validator] of Object.entries(VALIDATORS))
    try {
      const judge = await validator(group.schema);
      const wrong = mistake(name, judge, group);
      if (wrong === undefined) judges.set(name, judge);
      else reasons.push(`${name} ${wrong}`);
    } catch (error) {
      reasons.push(`${name} fails: ${error instanceof Error ? error.message : String(error)}`);
    }
  return { judges, reason: reasons.join("; ") };
};

/** The name of a validator that rejects a value; undefined where all who may judge accept it. */
export const rejecterOf = ({ judges }: Judgement, value: Json): string | undefined =>
  [...judges].find(([, judge]) => !judge(value))?.[0];
