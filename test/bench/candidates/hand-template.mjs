import { mulberry32 } from "./mulberry32.mjs";
import { templateOf } from "./template.mjs";

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

const hex8 = (w) => HEX[w >>> 24] + HEX[(w >>> 16) & 255] + HEX[(w >>> 8) & 255] + HEX[w & 255];
const hex10 = (a, b) => hex8(a) + HEX[b & 255];
const hex32 = (a, b, c, d) => hex8(a) + hex8(b) + hex8(c) + hex8(d);

const uuid = (a, b, c, d) =>
  `${hex8(a)}-${HEX[b >>> 24]}${HEX[(b >>> 16) & 255]}-${HEX[((b >>> 8) & 15) | 0x40]}${HEX[b & 255]}-` +
  `${HEX[((c >>> 24) & 63) | 0x80]}${HEX[(c >>> 16) & 255]}-${HEX[(c >>> 8) & 255]}${HEX[c & 255]}${hex8(d)}`;

const instant = (year, month, day, hour, minute, second) =>
  `${year}-${TWO[month]}-${TWO[day]}T${TWO[hour]}:${TWO[minute]}:${TWO[second]}Z`;

/** The practical limit: ids by a table of bytes, as the package uuid makes them. */
export const make = () => templateOf(mulberry32(1), { hex10, hex32, uuid, instant });
