import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Json } from "../schemas/json-schema.ts";
import { formatPointer } from "../schemas/pointer.ts";

/** Any part of a value: nested objects may be given in part, arrays only whole, `undefined` removes. */
export type DeepPartial<T> = { [K in keyof T]?: Part<T[K]> | undefined };

type Part<T> = T extends readonly unknown[] ? T : T extends object ? DeepPartial<T> : T;

const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const refuse = (pointer: string): HookwrightError =>
  new HookwrightError(
    "invalid-override",
    `Failed to merge overrides: "${pointer}" would reach an object's prototype. Leave it out.`,
  );

const clone = (value: unknown, path: string[]): unknown => {
  if (Array.isArray(value)) return value.map((item, i) => clone(item, [...path, String(i)]));
  if (!isPlain(value)) return value;
  const copy: Record<string, unknown> = {};
  mergeInto(copy, value, path, []);
  return copy;
};

const mergeInto = (
  target: Record<string, unknown>,
  overrides: Record<string, unknown>,
  path: string[],
  fixed: string[],
): void => {
  for (const [key, value] of Object.entries(overrides)) {
    const here = [...path, key];
    if (FORBIDDEN.has(key)) throw refuse(formatPointer(here));
    const before = target[key];
    if (isPlain(value) && isPlain(before)) {
      mergeInto(before, value, here, fixed);
      continue;
    }
    fixed.push(formatPointer(here));
    if (value === undefined) delete target[key];
    else target[key] = clone(value, here);
  }
};

/**
 * Merges overrides into a value in place and returns the pointers that they fix: objects merge, arrays and scalars
 * replace, `undefined` removes.
 * @throws HookwrightError `invalid-override` for `__proto__` and its kin, and for what is no object
 */
export const mergeOverrides = (target: Json, overrides: unknown): string[] => {
  if (overrides === undefined) return [];
  if (!isPlain(overrides))
    throw new HookwrightError(
      "invalid-override",
      `Failed to merge overrides: ${JSON.stringify(overrides)} is no object. Give the fields to change.`,
    );
  const fixed: string[] = [];
  if (isPlain(target)) mergeInto(target, overrides, [], fixed);
  return fixed;
};
