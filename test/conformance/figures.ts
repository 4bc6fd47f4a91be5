import { conform, type Maker } from "./conform.ts";
import { CONTRADICTORY, octokitDefinitions, octokitEvents } from "./octokit.ts";
import { octokitJudge } from "./octokit-judge.ts";
import type { Schema } from "./schema.ts";
import { isSatisfiable, suite } from "./suite.ts";

const SEEDS = 20;

/** How many of some schemas a maker satisfies. */
export interface Figure {
  valid: number;
  of: number;
}

/** The groups of json-schema-test-suite that a maker satisfies. */
export const suiteFigure = async (maker: Maker): Promise<Figure> => {
  const groups = suite.filter(isSatisfiable);
  let valid = 0;
  for (const group of groups) if ((await conform(group, maker)).outcome === "valid") valid++;
  return { valid, of: groups.length };
};

const satisfies = async (name: string, schema: Schema, maker: Maker): Promise<boolean> => {
  const problemOf = octokitJudge(name);
  try {
    const valueAt = await maker.make(schema, octokitDefinitions);
    for (let seed = 0; seed < SEEDS; seed++) if (problemOf(await valueAt(seed)) !== undefined) return false;
    return true;
  } catch (error) {
    if (maker.isRefusal(error)) return false;
    throw error;
  }
};

/** GitHub's events, but for the one that contradicts itself, of which all of 20 values are valid. */
export const octokitFigure = async (maker: Maker, schemaOf: (name: string) => Schema): Promise<Figure> => {
  const events = octokitEvents.filter((name) => name !== CONTRADICTORY);
  let valid = 0;
  for (const name of events) if (await satisfies(name, schemaOf(name), maker)) valid++;
  return { valid, of: events.length };
};
