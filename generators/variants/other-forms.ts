import type { Certainty, Json } from "../../schemas/json-schema.ts";
import type { Draw, Provider } from "../../schemas/provider.ts";
import { typeOf } from "../json-type.ts";
import { fieldsIn, weakest } from "./edits.ts";
import type { Field } from "./field-edits.ts";

const DRAWS = 32;
const SEEDS = 2 ** 32;

/** A payload with other fields, or fields of other types, than another: another branch of a `oneOf`, `if` or type list. */
export interface OtherForm {
  name: string;
  certainty: Certainty;
  /** The draw, still about a subject of its own. */
  payload: Json;
}

// Which fields there are, and of which types; how many items an array has is no form.
const formOf = (fields: readonly Field[]): Map<string, Field> =>
  new Map(
    fields.map((field) => [`${field.pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*")} (${typeOf(field.value)})`, field]),
  );

const say = (word: string, names: readonly string[]): string =>
  names.length === 0 ? "" : ` ${word} ${names.join(", ")}`;

/** The forms that other seeds give, each once. */
export const otherForms = (provider: Provider, eventType: string, payload: Json, draw: Draw): OtherForm[] => {
  const base = formOf(fieldsIn(provider, eventType, payload));
  const found = new Map<string, OtherForm>();
  for (let i = 1; i <= DRAWS; i++) {
    const other = provider.generator(eventType).draw({ ...draw, seed: (draw.seed + i * 0x9e3779b1) % SEEDS });
    const form = formOf(fieldsIn(provider, eventType, other));
    const added = [...form].filter(([name]) => !base.has(name));
    const gone = [...base.keys()].filter((name) => !form.has(name));
    const name = `form${say(
      "with",
      added.map(([one]) => one),
    )}${say("without", gone)}`;
    if (added.length + gone.length > 0 && !found.has(name))
      found.set(name, {
        name,
        certainty: gone.length > 0 ? "inferred" : weakest(added.map(([, field]) => field)),
        payload: other,
      });
  }
  return [...found.values()];
};
