import { durationMs } from "../generators/draws/instant.ts";

/** How an argument is read from text, and what to say where it is none. */
export interface Reading {
  read(text: string): number | string | number[] | undefined;
  says: string;
}

/** The arguments that a fault takes, the first of which may be given without its name. */
export type Readings = Readonly<Record<string, Reading>>;

/** A position, or a count. */
export const POSITIVE: Reading = {
  read: (text) => (/^[1-9]\d*$/.test(text) ? Number(text) : undefined),
  says: "a whole number from 1",
};

export const POSITIVES: Reading = {
  read: (text) => (/^[1-9]\d*(,[1-9]\d*)*$/.test(text) ? text.split(",").map(Number) : undefined),
  says: "whole numbers from 1 with commas between",
};

/** A place in a body. */
export const COUNT: Reading = {
  read: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
  says: "a whole number from 0",
};

const isDuration = (text: string): boolean => {
  try {
    return durationMs(text) > 0;
  } catch {
    return false;
  }
};

export const DURATION: Reading = {
  read: (text) => (isDuration(text) ? text : undefined),
  says: "a duration such as PT5M or P1D",
};

/** One of some words. */
export const oneOf = (words: readonly string[]): Reading => ({
  read: (text) => (words.includes(text) ? text : undefined),
  says: `one of ${words.join(", ")}`,
});
