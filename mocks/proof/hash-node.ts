/** The keyed hash of a message, by the platform's own code, which takes long to load and is seldom wanted. */
export const keyedHash = (algorithm: "sha1" | "sha256" | "sha512", key: Uint8Array, message: Uint8Array): Uint8Array =>
  process.getBuiltinModule("node:crypto").createHmac(algorithm, key).update(message).digest();
