import fc from "fast-check";

/** Names of properties; few, so that keywords meet. */
export const name: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "foo", "x-y", "ä/~");

/** A few different names. */
export const names: fc.Arbitrary<string[]> = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
