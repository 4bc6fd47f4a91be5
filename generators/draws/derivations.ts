import { formatPointer } from "../../schemas/pointer.ts";

/** Lets every derived field be computed. */
export const keepNothing = (): boolean => false;

type Container = Record<string, unknown>;
type Visit = (parent: Container, key: string, pointer: string) => void;
const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

const visitFrom = (value: unknown, path: readonly string[], depth: number, pointer: string, visit: Visit): void => {
  const part = path[depth];
  if (part === undefined || !isContainer(value)) return;
  if (part === "*" && !Object.hasOwn(value, part)) {
    for (const key of Object.keys(value)) visitKey(value, key, path, depth, pointer, visit);
  } else visitKey(value, part, path, depth, pointer, visit);
};

const visitKey = (
  parent: Container,
  key: string,
  path: readonly string[],
  depth: number,
  pointer: string,
  visit: Visit,
): void => {
  if (!Object.hasOwn(parent, key)) return;
  const here = pointer + (/[~/]/.test(key) ? formatPointer([key]) : `/${key}`); // the hot path escapes only where it must
  if (depth === path.length - 1) visit(parent, key, here);
  else visitFrom(parent[key], path, depth + 1, here, visit);
};

/** Calls `visit` with each existing place that the path names; `*` stands for every item of an array. */
export const places = (value: unknown, path: readonly string[], visit: Visit): void =>
  visitFrom(value, path, 0, "", visit);

/** The value at a path, or `undefined`. */
export const at = (value: unknown, path: readonly string[]): unknown => {
  let found = value;
  for (const part of path) found = isContainer(found) && Object.hasOwn(found, part) ? found[part] : undefined;
  return found;
};

/** A text of fields, or `undefined` where one of them is absent. */
export const join = (parts: readonly unknown[]): string | undefined =>
  parts.every((part) => typeof part === "string" || typeof part === "number") ? parts.join("") : undefined;

/** A hostname without its wildcard label. */
export const host = <T>(value: T): T | string =>
  typeof value === "string" && value.charCodeAt(0) === 42 && value.charCodeAt(1) === 46 ? value.slice(2) : value;

/** A UUID as 32 hex digits. */
export const hex = <T>(value: T): T | string => {
  if (typeof value !== "string") return value;
  const isUuid = value.length === 36 && value.charCodeAt(8) === 45 && value.indexOf("-", 24) < 0;
  return isUuid
    ? value.slice(0, 8) + value.slice(9, 13) + value.slice(14, 18) + value.slice(19, 23) + value.slice(24)
    : value.replaceAll("-", "");
};
