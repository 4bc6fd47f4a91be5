import { timingSafeEqual } from "node:crypto";

/** Compares in constant time, byte by byte: lengths are those of the bytes, not of the strings. */
export const isEqualSecret = (given: string | null, secret: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ""), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
};
