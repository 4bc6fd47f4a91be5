import type { Json } from "../../../schemas/json-schema.ts";

/** Small values of all types, one of which satisfies most small schemas. */
export const SMALL: readonly Json[] = [
  ...[null, true, false, 0, 1, -1, 2, 3, 5, 6, 10, 30, 100, -7, -50, 0.5, 1.5, 2.25, 1e6 + 5, 2 ** 40 + 1],
  ...["", "a", "b", "foo", "abc", "Word", "word", "123", "yz", "ä", "ab b", "v1.2", "me@b.com", "abcdefghijklm"],
  ...["2024-02-29T12:00:00Z", "2024-02-29", "12:00:00Z", "P1D", "1.2.3.4", "::1", "https://a.b/c", "/a/b", "0/a"],
  ...["e3f1c4e8-5c5c-4b9b-9a53-0d1f1a5b6c7d", "x".repeat(21), "{a}/abcdefghijklmnopqrst"],
  ...[[], [1], [1, 2], [null], ["foo"], [true, false], [1, "foo"], [{}], [[]], ["a", "b", "c"]],
  ...[{}, { a: 1 }, { foo: "bar" }, { a: null, b: null }, { a: {}, b: [], c: "" }],
];
