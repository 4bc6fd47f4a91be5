const MOST = 10_000;
const parsed = new Map<string, readonly string[]>(); // a few pointers are followed in every payload

const parse = (pointer: string): readonly string[] =>
  pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/**
 * The parts of a JSON Pointer (RFC 6901).
 * @example parsePointer('/data/ssl/id') // ['data', 'ssl', 'id']
 */
export const parsePointer = (pointer: string): readonly string[] => {
  const known = parsed.get(pointer);
  if (known) return known;
  const parts = parse(pointer);
  if (parsed.size < MOST) parsed.set(pointer, parts);
  return parts;
};

/** The JSON Pointer of the parts: the inverse of `parsePointer`. */
export const formatPointer = (parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const stepInto = (parent: unknown, part: string): unknown =>
  isContainer(parent) && Object.hasOwn(parent, part) ? parent[part] : undefined;

/** The value at a pointer, or `undefined` where there is none; inherited properties do not count. */
export const getAt = (value: unknown, pointer: string): unknown => parsePointer(pointer).reduce(stepInto, value);

const editParent = (
  value: unknown,
  pointer: string,
  edit: (parent: Record<string, unknown>, key: string) => void,
): void => {
  const parts = parsePointer(pointer);
  const key = parts.at(-1);
  const parent = parts.slice(0, -1).reduce(stepInto, value);
  if (key !== undefined && isContainer(parent)) edit(parent, key);
};

/** Sets the value at a pointer in place, where its parent exists. */
export const setAt = (value: unknown, pointer: string, field: unknown): void =>
  editParent(value, pointer, (parent, key) => {
    parent[key] = field;
  });

/** Removes what is at a pointer in place. */
export const removeAt = (value: unknown, pointer: string): void =>
  editParent(value, pointer, (parent, key) => {
    delete parent[key];
  });
