import { branch } from "../../../generators/compile/branch.ts";
import { type Documents, readDocuments } from "../../../generators/compile/documents.ts";
import { schemasOfItem, schemasOfProperty } from "../../../generators/compile/facets.ts";
import type { Contains, Node } from "../../../generators/compile/node.ts";
import type { Follow, Located } from "../../../generators/matches/located.ts";
import { matches } from "../../../generators/matches/matches.ts";
import type { Json } from "../../../schemas/json-schema.ts";

/** A schema and what its references lead to within it. */
export const documentsOf = (schema: unknown): Documents => readDocuments(schema, () => undefined, false);

/** Every way to satisfy a schema. */
export const waysOf = ({ root, follow }: Documents): Node[] =>
  branch(root, {
    follow,
    where: { schema: "", pointer: "" },
    trail: [],
    onFollow: () => {},
    budget: { left: 50_000 },
  });

const isCounted = ({ fewest, most, ...located }: Contains, items: readonly Json[], follow: Follow): boolean => {
  const count = items.filter((item) => matches(located, item, follow)).length;
  return count >= fewest && count <= most;
};

/** Tells whether a value is one of those that a way describes, leaving aside what could not be merged into it. */
export const describes = (node: Node, value: Json, follow: Follow): boolean => {
  const { types, values, steps = [], patterns = [], formats = [], contains = [], names = [], ...rest } = node;
  const {
    arrays: _arrays,
    objects: _objects,
    unmerged: _unmerged,
    rank: _rank,
    faker: _faker,
    derive: _derive,
    ...same
  } = rest;
  const plain = {
    ...same,
    ...(types && { type: [...types] }),
    ...(values && { enum: [...values] }),
    allOf: [
      ...steps.map((multipleOf) => ({ multipleOf })),
      ...patterns.map((pattern) => ({ pattern })),
      ...formats.map((format) => ({ format })),
    ],
  };
  const all = (located: readonly Located[], part: Json): boolean => located.every((one) => matches(one, part, follow));
  if (types?.length === 0 || !all([{ schema: plain as never, scope: [] }], value)) return false;
  if (Array.isArray(value))
    return (
      value.every((item, i) => all(schemasOfItem(node, i), item)) &&
      contains.every((one) => isCounted(one, value, follow))
    );
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, part]) => all(names, name) && all(schemasOfProperty(node, name), part));
};
