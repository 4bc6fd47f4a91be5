import { isObject } from "../../schemas/is-object.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { ASSERTIONS, expressionOf } from "./assertions.ts";
import { type Follow, type Located, locate, type Schema } from "./located.ts";

/** Which properties and items of a value some schema has looked at. */
interface Seen {
  names: Set<string>;
  items: Set<number>;
}

type Evaluate = (located: Located, value: Json) => Seen | undefined;

/** One applicator at work: the schema that holds it, the value, and how to go on. */
interface Task {
  schema: Readonly<Record<string, unknown>>;
  value: Json;
  scope: readonly string[];
  seen: Seen;
  follow: Follow;
  evaluate: Evaluate;
}

const nothing = (): Seen => ({ names: new Set(), items: new Set() });

const add = (to: Seen, from: Seen): void => {
  for (const name of from.names) to.names.add(name);
  for (const item of from.items) to.items.add(item);
};

/** Applies a schema to the value itself: what it has looked at counts as seen. */
const inPlace = ({ value, scope, seen, evaluate }: Task, schema: Schema): boolean => {
  const found = evaluate(locate(schema, scope), value);
  if (found) add(seen, found);
  return found !== undefined;
};

const holds = ({ scope, evaluate }: Task, schema: Schema, value: Json): boolean =>
  evaluate(locate(schema, scope), value) !== undefined;

const followed =
  (keyword: "$ref" | "$dynamicRef") =>
  (reference: string, task: Task): boolean => {
    const target = task.follow(keyword, reference, task.scope);
    const found = target && task.evaluate(target, task.value);
    if (found) add(task.seen, found);
    return found !== undefined;
  };

const eachProperty = (task: Task, apply: (name: string, value: Json) => boolean): boolean =>
  !isObject(task.value) || Object.entries(task.value).every(([name, value]) => apply(name, value as Json));

const eachItem = (task: Task, apply: (index: number, value: Json) => boolean): boolean =>
  !Array.isArray(task.value) || task.value.every((value, index) => apply(index, value));

const seeName = (task: Task, schema: Schema, name: string, value: Json): boolean => {
  task.seen.names.add(name);
  return holds(task, schema, value);
};

const seeItem = (task: Task, schema: Schema, index: number, value: Json): boolean => {
  task.seen.items.add(index);
  return holds(task, schema, value);
};

const isNamed = ({ properties = {}, patternProperties = {} }: Task["schema"], name: string): boolean =>
  Object.hasOwn(properties as object, name) ||
  Object.keys(patternProperties as object).some((pattern) => expressionOf(pattern).test(name));

const contains = (schema: Schema, task: Task): boolean => {
  if (!Array.isArray(task.value)) return true;
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = task.schema;
  const found = task.value.flatMap((value, index) => (holds(task, schema, value) ? [index] : []));
  for (const index of found) task.seen.items.add(index);
  return found.length >= Number(minContains) && found.length <= Number(maxContains);
};

const oneOf = (options: Schema[], task: Task): boolean => {
  const found = options.flatMap((option) => task.evaluate(locate(option, task.scope), task.value) ?? []);
  for (const seen of found) add(task.seen, seen);
  return found.length === 1;
};

type Applicator = (argument: never, task: Task) => boolean;

// In this order: what is unevaluated is known only after all else.
const APPLICATORS: Readonly<Record<string, Applicator>> = {
  $ref: followed("$ref"),
  $dynamicRef: followed("$dynamicRef"),
  allOf: (parts: Schema[], task) => parts.every((part) => inPlace(task, part)),
  anyOf: (parts: Schema[], task) => parts.map((part) => inPlace(task, part)).includes(true),
  oneOf,
  not: (schema: Schema, task) => !holds(task, schema, task.value),
  if: (condition: Schema, task) =>
    inPlace(task, ((inPlace(task, condition) ? task.schema["then"] : task.schema["else"]) as Schema) ?? true),
  dependentSchemas: (parts: Record<string, Schema>, task) =>
    eachProperty(task, (name) => inPlace(task, row(parts, name) ?? true)),
  properties: (parts: Record<string, Schema>, task) =>
    eachProperty(
      task,
      (name, value) => !Object.hasOwn(parts, name) || seeName(task, parts[name] as Schema, name, value),
    ),
  patternProperties: (parts: Record<string, Schema>, task) =>
    eachProperty(task, (name, value) =>
      Object.entries(parts).every(
        ([pattern, part]) => !expressionOf(pattern).test(name) || seeName(task, part, name, value),
      ),
    ),
  additionalProperties: (part: Schema, task) =>
    eachProperty(task, (name, value) => isNamed(task.schema, name) || seeName(task, part, name, value)),
  propertyNames: (part: Schema, task) => eachProperty(task, (name) => holds(task, part, name)),
  prefixItems: (parts: Schema[], task) =>
    eachItem(task, (index, value) => index >= parts.length || seeItem(task, parts[index] as Schema, index, value)),
  items: (part: Schema, task) =>
    eachItem(task, (index, value) => {
      const { prefixItems = [] } = task.schema;
      return index < (prefixItems as Schema[]).length || seeItem(task, part, index, value);
    }),
  contains,
  unevaluatedProperties: (part: Schema, task) =>
    eachProperty(task, (name, value) => task.seen.names.has(name) || seeName(task, part, name, value)),
  unevaluatedItems: (part: Schema, task) =>
    eachItem(task, (index, value) => task.seen.items.has(index) || seeItem(task, part, index, value)),
};

interface Steps {
  assertions: (readonly [assert: (argument: never, value: Json) => boolean, argument: never])[];
  applicators: (readonly [apply: Applicator, argument: never])[];
}

const known = new WeakMap<object, Steps>();

// What a schema asks, looked up once: it is asked of many values.
const stepsOf = (schema: Task["schema"]): Steps => {
  const steps = known.get(schema) ?? {
    assertions: Object.entries(schema).flatMap(([keyword, argument]) => {
      const assert = row(ASSERTIONS, keyword);
      return assert ? [[assert, argument as never] as const] : [];
    }),
    applicators: Object.entries(APPLICATORS).flatMap(([keyword, apply]) =>
      Object.hasOwn(schema, keyword) ? [[apply, schema[keyword] as never] as const] : [],
    ),
  };
  known.set(schema, steps);
  return steps;
};

/** Tells whether a value is valid by a parsed schema. */
export const matches = (located: Located, value: Json, follow: Follow): boolean => {
  const evaluate: Evaluate = ({ schema, scope }, inner) => {
    if (typeof schema === "boolean") return schema ? nothing() : undefined;
    const { assertions, applicators } = stepsOf(schema);
    for (const [assert, argument] of assertions) if (!assert(argument, inner)) return undefined;
    const task: Task = { schema, value: inner, scope, seen: nothing(), follow, evaluate };
    for (const [apply, argument] of applicators) if (!apply(argument, task)) return undefined;
    return task.seen;
  };
  return evaluate(located, value) !== undefined;
};
