import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * Compares in a time that tells nothing of where two texts differ. `===` stops at the first difference, and who may try
 * often can measure it. Digests are compared because timingSafeEqual wants equal lengths.
 */
export const isEqualSecret = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret));
