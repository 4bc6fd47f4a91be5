import { hash } from "../../../generators/draws/bits.ts";

// Paths name a stack by a uid of 32 hexadecimal digits, webhooks by a whole number; how the two belong together is not
// known. So each uid gets a number of its own here, always the same, and each number a uid.

const ZEROS = /^0{24}([0-9a-f]{8})$/;
const UID = /^[0-9a-f]{32}$/;

/** Tells whether a text can be a stack's uid. */
export const isStackUid = (text: string): boolean => UID.test(text);

/** The number that webhooks give the stack of a uid. */
export const stackIdOf = (uid: string): number => {
  const [, digits] = ZEROS.exec(uid) ?? [];
  return (digits === undefined ? 0 : Number.parseInt(digits, 16)) || (hash(uid) >>> 1) + 1;
};

/** The uid of a stack that is known by its number alone: the number in 32 hexadecimal digits. */
export const stackUidOf = (id: number): string => id.toString(16).padStart(32, "0");
