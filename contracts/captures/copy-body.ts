import type { RealBody } from "./real-exchange.ts";

const MOST_OF_ONE = 64 * 1024; // bytes kept of a body: to redact them takes a good part of a second
const MOST_OF_ALL = 64 * 1024 * 1024; // bytes kept at the same time, of all that is not saved yet

let held = 0;

/** A copy of a body that goes by. */
export interface BodyCopy {
  /** Says whether the copy is still whole. */
  add(chunk: Uint8Array): boolean;
  /** The rest was not seen. */
  cut(): void;
  body(): RealBody;
  /** Says that the copy is not wanted any more. */
  drop(): void;
}

/** Copies a body unless it is longer than 64 KiB, or too many others are held: then its length alone is known. */
export const copyBody = (): BodyCopy => {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let mine = 0;
  let isWhole = true;
  const drop = (): void => {
    held -= mine;
    mine = 0;
    chunks = [];
    isWhole = false;
  };
  return {
    add(chunk) {
      size += chunk.length;
      if (isWhole && (size > MOST_OF_ONE || held + chunk.length > MOST_OF_ALL)) drop();
      if (!isWhole) return false;
      held += chunk.length;
      mine += chunk.length;
      chunks.push(Uint8Array.from(chunk)); // whoever sent it may use its memory again
      return true;
    },
    cut: drop,
    body() {
      if (!isWhole) return { size };
      const bytes = new Uint8Array(size);
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      return { bytes, size };
    },
    drop,
  };
};
