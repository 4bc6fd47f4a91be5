/** As much of an answer as is read. */
export const MAX_BODY: number = 2 ** 20;

/** The bytes of an answer as they come in. */
export interface CollectedBody {
  /** Says whether there is still room; what is beyond it is left out. */
  add(chunk: Uint8Array): boolean;
  text(): string;
}

const decoder = new TextDecoder();

/** Collects at most `MAX_BODY` bytes into one buffer: a million chunks of one byte take no more room than one of a million. */
export const collectBody = (): CollectedBody => {
  let bytes = new Uint8Array(0);
  let size = 0;
  const grow = (needed: number): void => {
    const larger = new Uint8Array(Math.min(MAX_BODY, Math.max(needed, 2 * bytes.length)));
    larger.set(bytes.subarray(0, size));
    bytes = larger;
  };
  return {
    add(chunk) {
      const taken = chunk.length <= MAX_BODY - size ? chunk : chunk.subarray(0, MAX_BODY - size);
      if (size === 0)
        bytes = taken as Uint8Array<ArrayBuffer>; // most answers are one chunk: it is not copied
      else {
        if (size + taken.length > bytes.length) grow(size + taken.length);
        bytes.set(taken, size);
      }
      size += taken.length;
      return taken === chunk;
    },
    text: () => decoder.decode(size === bytes.length ? bytes : bytes.subarray(0, size)),
  };
};
