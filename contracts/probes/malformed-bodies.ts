/** What makes a malformed body of a valid one. */
export type Damage = (valid: Uint8Array) => Uint8Array;

const encoder = new TextEncoder();
const QUARTER_MIB = 256 * 1024;
const DEPTH = 100;
const MARK = "~";

/** A valid event with a field that no schema forbids. */
const withField = (valid: Uint8Array, json: string): Uint8Array => {
  const text = new TextDecoder().decode(valid);
  return encoder.encode(`${text.slice(0, -1)},"hookwright":${json}}`);
};

const notUtf8: Damage = (valid) => {
  const marked = withField(valid, `"${MARK}"`);
  return marked.with(marked.lastIndexOf(MARK.charCodeAt(0)), 0xff);
};

/** What is left of a valid event, or not JSON, or JSON of another root type: nothing of it may be stored. */
export const BROKEN: Readonly<Record<string, Damage>> = {
  "half a body": (valid) => valid.slice(0, Math.floor(valid.length / 2)),
  "a body without its last byte": (valid) => valid.slice(0, -1),
  "an empty body": () => new Uint8Array(),
  ...Object.fromEntries(
    ["not json", "null", "[]", '"text"', "7"].map((text) => [`the body ${text}`, () => encoder.encode(text)]),
  ),
};

/** The name of the one that may be too long to be read. */
export const LONG = "a body of 256 KiB";

/** Valid events but for bytes that are no UTF-8, more depth than anyone needs, and length: they may be stored. */
export const STRANGE: Readonly<Record<string, Damage>> = {
  "invalid UTF-8 in a string": notUtf8,
  [`${DEPTH} levels of lists`]: (valid) => withField(valid, "[".repeat(DEPTH) + "]".repeat(DEPTH)),
  [LONG]: (valid) => withField(valid, `"${"x".repeat(QUARTER_MIB)}"`),
};
