import type { Plan } from "../plan.ts";
import type { Accepts } from "./accepts.ts";
import { drawerOf } from "./drawer.ts";
import { type Emission, type Place, refusal } from "./emission.ts";

const DRAWS = 64;

/**
 * The plan, once some of its values were tried: what tells subjects apart cannot be drawn anew where it does not fit.
 * @throws HookwrightError `invalid-schema` where the field refuses one
 */
export const checkDrawn = (plan: Plan, accepts: Accepts, place: Place, emission: Emission): Plan => {
  const drawOne = drawerOf(plan, place.base, emission);
  for (let index = 0; index < DRAWS; index++) {
    const value = drawOne(index);
    if (accepts(value)) continue;
    const problem = `makes an identity like ${JSON.stringify(value)}, which the field refuses`;
    throw refusal(place, emission, "x-faker", problem, "Let the field have more forms, or change its template.");
  }
  return plan;
};
