import type { JsonSchema } from "../../schemas/json-schema.ts";
import { type Follow, type Located, locate, type Schema } from "../matches/located.ts";
import { disjoint } from "./disjoint.ts";
import { isExpected } from "./is-expected.ts";
import { negate, not } from "./negate.ts";
import { isContradictory, mergeNodes, type Node, nodeOf } from "./node.ts";
import { schemaError, type Where } from "./schema-error.ts";

/** What branching needs to know. */
export interface Branching {
  follow: Follow;
  where: Where;
  /** The references that were followed on the way, at this place: one that comes again has no end. */
  trail: readonly string[];
  /** Is told of each reference that is followed. */
  onFollow(reference: string): void;
  /** How many more schemas may be looked at: nested conditions double at each level. */
  budget: { left: number };
}

// Ways to satisfy one place; more are left out, which costs variety but breaks nothing.
const MAX_BRANCHES = 1024;
const MAX_PRODUCT = 64; // of several choices; fewer where there are very many
const MAX_MERGED = 2048;
const MAX_TRIED = 8192;

type Branches = (argument: never, at: Located, branching: Branching) => Node[];

// A way is far-fetched beside other ways to the same end; the plainest way of each option counts as much as any other's.
const settle = (nodes: readonly Node[]): Node[] => {
  const least = Math.min(...nodes.map(({ rank = 0 }) => rank));
  return least > 0 ? nodes.map((node) => ({ ...node, rank: (node.rank ?? 0) - least })) : [...nodes];
};

const UNEXPECTED = 5; // the rank of an option that only third parties know, or that is inferred

const ranked = (nodes: readonly Node[], { schema }: { schema: Schema }): Node[] =>
  isExpected(schema) ? settle(nodes) : settle(nodes).map((node) => ({ ...node, rank: (node.rank ?? 0) + UNEXPECTED }));

const anyOf = (options: readonly Located[], branching: Branching): Node[] =>
  options.slice(0, MAX_BRANCHES).flatMap((option) => ranked(branch(option, branching), option));

const allOf = (parts: readonly Schema[], { scope }: Located, branching: Branching): Node[] =>
  product(parts.map((part) => branch(locate(part, scope), branching)));

// Pairs are taken along diagonals, so that each side shows all it has.
const pairs = (a: readonly Node[], b: readonly Node[], limit: number): Node[] => {
  const made: Node[] = [];
  const total = Math.min(a.length * b.length, MAX_TRIED);
  const most = Math.max(a.length, b.length, limit);
  for (let n = 0; n < total && made.length < most; n++) {
    const i = n % a.length;
    const j = (i + Math.floor(n / a.length)) % b.length;
    const node = mergeNodes(a[i] as Node, b[j] as Node);
    if (isPossible(node)) made.push(node);
  }
  return made;
};

/** Every way to satisfy all, as far as there is room: one of each list, merged. */
export const product = (lists: readonly (readonly Node[])[]): Node[] => {
  const limit = Math.max(2, Math.min(MAX_PRODUCT, Math.floor(MAX_MERGED / lists.length)));
  return lists.reduce<Node[]>((made, list) => pairs(made, list, limit), [{}]);
};

const isPossible = (node: Node): boolean => !isContradictory(node);

const followed =
  (keyword: "$ref" | "$dynamicRef"): Branches =>
  (reference: string, { scope }, branching) => {
    const { follow, where, trail } = branching;
    const target = follow(keyword, reference, scope);
    if (!target)
      throw schemaError(
        where,
        keyword,
        `leads to "${reference}", where nothing is`,
        "Give that schema, or mend the reference.",
      );
    const step = `${reference} ${target.scope.length}`;
    if (trail.includes(step))
      throw schemaError(where, keyword, `leads to "${reference}" again, without end`, "Break the circle.");
    branching.onFollow(reference);
    return branch(target, { ...branching, trail: [...trail, step] });
  };

const MAX_EXCLUSIVE = 8; // beyond it, what an option excludes is tried rather than merged

/** One option holds and no other: where two could hold at once, the others' negations hold, too. */
const oneOf: Branches = (options: Schema[], { scope }, branching) =>
  options.slice(0, MAX_BRANCHES).flatMap((option, i) => {
    const others = options.filter((other, j) => j !== i && !disjoint(option, other));
    const own = branch(locate(option, scope), branching);
    const ways =
      others.length > MAX_EXCLUSIVE
        ? own.map((node) => mergeNodes(node, { unmerged: "oneOf" }))
        : product([own, ...others.map((other) => branch(locate(not(other), scope), branching))]);
    return ranked(ways, { schema: option });
  });

const conditional = (condition: Schema, { schema, scope }: Located, branching: Branching): Node[] => {
  const { then, else: otherwise } = schema as JsonSchema;
  const says = then !== undefined || otherwise !== undefined;
  const ways = says
    ? [
        [condition, then ?? true],
        [not(condition), otherwise ?? true],
      ]
    : [[condition], [true]];
  return anyOf(
    ways.map((parts) => locate({ allOf: parts as JsonSchema[] }, scope)),
    branching,
  );
};

const isClosed = (schema: Schema): boolean =>
  Object.hasOwn(Object(schema), "unevaluatedProperties") || Object.hasOwn(Object(schema), "unevaluatedItems");

// Without an `if` it says nothing, but still hints at what was meant.
const hint = (schema: Schema, at: Located, branching: Branching): Node[] =>
  Object(at.schema).if === undefined
    ? anyOf([locate(schema, at.scope), { schema: true, scope: [] }], branching).map(unseen)
    : [{}];

const dependent = (parts: Record<string, Schema>, { scope }: Located, branching: Branching): Node[] =>
  product(
    Object.entries(parts).map(([name, schema]) => {
      const without = { properties: Object.fromEntries([[name, false as never]]) };
      const having = { allOf: [{ type: "object", required: [name] }, schema as JsonSchema] };
      return anyOf([locate(having, scope), locate(without, scope)], branching);
    }),
  );

// What a negation speaks of counts as unevaluated.
const unseen = ({ objects, arrays, contains, ...rest }: Node): Node => ({
  ...rest,
  ...(objects && { objects: objects.map((facet) => ({ ...facet, unseen: true })) }),
  ...(arrays && { arrays: arrays.map((facet) => ({ ...facet, unseen: true })) }),
  ...(contains && { contains: contains.map((one) => ({ ...one, unseen: true })) }),
});

const seen = <T extends { unseen?: boolean }>(facets: readonly T[] = []): T[] =>
  facets.filter((facet) => !facet.unseen);

// Keywords that apply schemas to the value itself, and the ways in which each can hold.
const IN_PLACE: Readonly<Record<string, Branches>> = {
  $ref: followed("$ref"),
  $dynamicRef: followed("$dynamicRef"),
  allOf,
  anyOf: (options: Schema[], at, branching) => {
    const each = options.map((option) => locate(option, at.scope));
    // Several may hold at once, and what each looks at counts as evaluated.
    const together = isClosed(at.schema) ? allOf(options as never, at, branching) : [];
    return [...anyOf(each, branching), ...together];
  },
  oneOf,
  not: (schema: Schema, { scope }, branching) =>
    negate(locate(schema, scope), branching.follow)
      .flatMap((way) => branch(way, branching))
      .map(unseen),
  if: conditional,
  ...Object.fromEntries(["then", "else"].map((keyword) => [keyword, hint])),
  dependentSchemas: dependent,
};

/** Adds what is unevaluated: it speaks of what no other part of this branch has spoken of. */
const closeOff = (node: Node, schema: JsonSchema, scope: readonly string[]): Node => {
  const { unevaluatedProperties: properties, unevaluatedItems: items } = schema;
  const others = properties as Schema;
  const wanted = seen(node.contains).map((one) => one.schema);
  const rest = wanted.length === 0 ? (items as Schema) : ({ anyOf: [items, ...wanted] } as JsonSchema);
  const parts: Node[] = [
    ...(properties === undefined
      ? []
      : [{ objects: [{ properties: {}, patterns: [], others, scope, besides: seen(node.objects) }] }]),
    ...(items === undefined ? [] : [{ arrays: [{ prefix: [], rest, scope, besides: seen(node.arrays) }] }]),
  ];
  return parts.reduce(mergeNodes, node);
};

/**
 * Every way to satisfy a schema, each in one piece: references and `allOf` are merged, and a way is chosen of each `anyOf`,
 * `oneOf`, `if`, `not` and `dependentSchemas`. No way at all means that nothing satisfies it.
 * @throws HookwrightError `invalid-schema` for a reference to nowhere, or round in a circle
 */
export const branch = (at: Located, branching: Branching): Node[] => {
  const { schema, scope } = at;
  if (typeof schema === "boolean") return schema ? [{}] : [];
  if (branching.budget.left-- <= 0)
    throw schemaError(
      branching.where,
      "schema",
      "can be satisfied in too many ways to look at",
      "Nest fewer conditions.",
    );
  const own = nodeOf(schema, scope);
  const parts = Object.entries(schema).flatMap(([keyword, argument]) => {
    const ways = Object.hasOwn(IN_PLACE, keyword) ? IN_PLACE[keyword]?.(argument as never, at, branching) : undefined;
    return ways ? [ways] : [];
  });
  return product([isPossible(own) ? [own] : [], ...parts]).map((node) => closeOff(node, schema, scope));
};
