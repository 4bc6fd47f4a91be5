import { mulberry32 } from "./mulberry32.mjs";
import { templateOf } from "./template.mjs";

// All characters in one call: the text is made at once and flat, where concatenation leaves a tree of some twenty parts.
const C = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
const text = String.fromCharCode;

// biome-ignore format: one word a line
const hex32 = (a, b, c, d) => text(
  C[a >>> 28], C[(a >>> 24) & 15], C[(a >>> 20) & 15], C[(a >>> 16) & 15], C[(a >>> 12) & 15], C[(a >>> 8) & 15], C[(a >>> 4) & 15], C[a & 15],
  C[b >>> 28], C[(b >>> 24) & 15], C[(b >>> 20) & 15], C[(b >>> 16) & 15], C[(b >>> 12) & 15], C[(b >>> 8) & 15], C[(b >>> 4) & 15], C[b & 15],
  C[c >>> 28], C[(c >>> 24) & 15], C[(c >>> 20) & 15], C[(c >>> 16) & 15], C[(c >>> 12) & 15], C[(c >>> 8) & 15], C[(c >>> 4) & 15], C[c & 15],
  C[d >>> 28], C[(d >>> 24) & 15], C[(d >>> 20) & 15], C[(d >>> 16) & 15], C[(d >>> 12) & 15], C[(d >>> 8) & 15], C[(d >>> 4) & 15], C[d & 15],
);

// biome-ignore format: one word a line
const hex10 = (a, b) => text(
  C[a >>> 28], C[(a >>> 24) & 15], C[(a >>> 20) & 15], C[(a >>> 16) & 15], C[(a >>> 12) & 15], C[(a >>> 8) & 15], C[(a >>> 4) & 15], C[a & 15],
  C[(b >>> 4) & 15], C[b & 15],
);

// biome-ignore format: one part a line; 45 is "-", 52 is "4"
const uuid = (a, b, c, d) => text(
  C[a >>> 28], C[(a >>> 24) & 15], C[(a >>> 20) & 15], C[(a >>> 16) & 15], C[(a >>> 12) & 15], C[(a >>> 8) & 15], C[(a >>> 4) & 15], C[a & 15],
  45, C[b >>> 28], C[(b >>> 24) & 15], C[(b >>> 20) & 15], C[(b >>> 16) & 15],
  45, 52, C[(b >>> 8) & 15], C[(b >>> 4) & 15], C[b & 15],
  45, C[((c >>> 28) & 3) | 8], C[(c >>> 24) & 15], C[(c >>> 20) & 15], C[(c >>> 16) & 15],
  45, C[(c >>> 12) & 15], C[(c >>> 8) & 15], C[(c >>> 4) & 15], C[c & 15],
  C[d >>> 28], C[(d >>> 24) & 15], C[(d >>> 20) & 15], C[(d >>> 16) & 15], C[(d >>> 12) & 15], C[(d >>> 8) & 15], C[(d >>> 4) & 15], C[d & 15],
);

// biome-ignore format: one part a line; 48 is "0", 45 "-", 58 ":", 84 "T", 90 "Z"
const instant = (year, month, day, hour, minute, second) => text(
  50, 48, 50, 48 + year - 2020,
  45, 48 + ((month / 10) | 0), 48 + (month % 10),
  45, 48 + ((day / 10) | 0), 48 + (day % 10),
  84, 48 + ((hour / 10) | 0), 48 + (hour % 10),
  58, 48 + ((minute / 10) | 0), 48 + (minute % 10),
  58, 48 + ((second / 10) | 0), 48 + (second % 10),
  90,
);

/** Beyond what most would write: ids and instants from character codes. */
export const make = () => templateOf(mulberry32(1), { hex10, hex32, uuid, instant });
