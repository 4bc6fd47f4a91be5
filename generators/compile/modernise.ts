import { isObject } from "../../schemas/is-object.ts";
import { row } from "../../schemas/row.ts";

type Raw = Readonly<Record<string, unknown>>;

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

// What draft-07 says in other words: what stands in a keyword's place, or `undefined` where it stays.
const SPELLINGS: Readonly<Record<string, (value: unknown, schema: Raw) => Raw | undefined>> = {
  items: (value) => (isEmpty(value) ? {} : Array.isArray(value) ? { prefixItems: value } : undefined),
  additionalItems: (value, { items }) => (Array.isArray(items) ? { items: value } : {}),
  dependencies: (value) => {
    if (!isObject(value)) return undefined;
    const parts = Object.entries(value);
    return {
      dependentRequired: Object.fromEntries(parts.filter(([, part]) => Array.isArray(part))),
      dependentSchemas: Object.fromEntries(parts.filter(([, part]) => !Array.isArray(part))),
    };
  },
};

// Both spellings may stand side by side: then both hold of each name.
const together = (a: unknown, b: unknown): unknown =>
  Array.isArray(a) && Array.isArray(b) ? [...new Set([...a, ...b])] : { allOf: [a, b] };

const MERGED: ReadonlySet<string> = new Set(["dependentRequired", "dependentSchemas"]);

const merge = (a: Raw, b: Raw): Raw => {
  const merged = new Map(Object.entries(a));
  for (const [name, part] of Object.entries(b))
    merged.set(name, merged.has(name) ? together(merged.get(name), part) : part);
  return Object.fromEntries(merged);
};

/** A schema with the spellings of draft-07 replaced by those of draft 2020-12; its subschemas stay as they are. */
export const modernise = (schema: Raw): Raw => {
  if (!Object.keys(schema).some((keyword) => Object.hasOwn(SPELLINGS, keyword))) return schema;
  const modern = new Map<string, unknown>();
  for (const [keyword, value] of Object.entries(schema))
    for (const [name, part] of Object.entries(row(SPELLINGS, keyword)?.(value, schema) ?? { [keyword]: value })) {
      const before = modern.get(name);
      modern.set(name, MERGED.has(name) && isObject(before) && isObject(part) ? merge(before, part) : part);
    }
  return Object.fromEntries(modern);
};
