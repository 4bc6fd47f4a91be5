import type { Json } from "../../../schemas/json-schema.ts";
import { hash } from "../../draws/bits.ts";
import { typeOf } from "../../json-type.ts";
import { acceptor } from "../../matches/acceptor.ts";
import type { Located } from "../../matches/located.ts";
import type { Plan } from "../plan.ts";
import { drawerOf } from "./drawer.ts";
import { drawOf, type Emission, type Place, unsatisfiable } from "./emission.ts";
import { smallValues } from "./small-values.ts";
import { trialOf } from "./trial-of.ts";

const DRAWS = 64;
const ENOUGH = 16; // accepted of those draws: then a generator's own 64 attempts practically never fail
const MAX_LISTED = 64;
const ADVICE = "Mend one of them, or give x-faker a method whose values fit.";

/** The values that a trial accepts, those of the wanted types if there are any. */
const listed = (values: readonly Json[], types: readonly string[]): Json[] => {
  const distinct = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  const wanted = distinct.filter((value) => types.includes(typeOf(value)));
  return (wanted.length > 0 ? wanted : distinct).slice(0, MAX_LISTED);
};

/**
 * Draws by a plan whose values may break a keyword that could not be merged: each is tried against the schemas, and drawn
 * anew where it fails. A plan that seldom hits gives way to the small values that are accepted.
 * @throws HookwrightError `invalid-schema` where nothing that was tried is accepted
 */
export const emitTried = (
  plan: Plan,
  keyword: string,
  types: readonly string[],
  schemas: readonly Located[],
  place: Place,
  emission: Emission,
): Plan => {
  const trial = trialOf(schemas, emission.follow);
  const accepts = acceptor(trial);
  const drawOne = drawerOf(plan, place.base, emission);
  const hits: Json[] = [];
  for (let i = 0; i < DRAWS && hits.length < ENOUGH; i++) {
    const value = drawOne(i);
    if (accepts(value)) hits.push(value);
  }
  const [instead] = hits;
  if (instead !== undefined && hits.length >= ENOUGH) {
    const name = `accepts_${hash(place.pointer + JSON.stringify(trial)).toString(16)}`;
    emission.trials.set(name, trial);
    return { kind: "tried", plan, over: place.base, accepts: name, instead };
  }
  const wanted = types.map((type) => (type === "integer" ? "number" : type));
  const values = listed([...hits, ...smallValues(schemas.map(({ schema }) => schema)).filter(accepts)], wanted);
  if (values.length === 0)
    throw unsatisfiable(place, emission, keyword, "accepts none of the values that were tried", ADVICE);
  const options = values.map((value): Plan => ({ kind: "literal", value }));
  return options.length === 1 && options[0] ? options[0] : { kind: "choice", options, random: drawOf(place, "#tried") };
};
