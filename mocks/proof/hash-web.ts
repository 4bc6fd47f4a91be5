import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

const ALGORITHMS = { sha1, sha256, sha512 } as const;

/** The keyed hash of a message; the web's own has no answer at once. */
export const keyedHash = (algorithm: "sha1" | "sha256" | "sha512", key: Uint8Array, message: Uint8Array): Uint8Array =>
  hmac(ALGORITHMS[algorithm], key, message);
