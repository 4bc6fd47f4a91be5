import { readCapture } from "../../contracts/captures/read-capture.ts";
import { visible } from "../../contracts/formats/visible.ts";
import type { Capture } from "../../contracts/generated/capture.ts";
import { oneByOne } from "../../schemas/one-by-one.ts";
import { readLines, TOO_LONG } from "./read-lines.ts";

/** A capture, and where it stands. */
export interface Found {
  place: string;
  capture: Capture;
}

/** Says why a line cannot be used. */
export type TellLine = (place: string, problem: string) => void;

const read = (text: string | undefined): ReturnType<typeof readCapture> => {
  if (text === undefined) return { problem: TOO_LONG };
  try {
    return readCapture(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    return { problem: `no JSON: ${visible((error as Error).message)}` };
  }
};

const readFile = async (file: string, tell: TellLine): Promise<Found[]> => {
  const found: Found[] = [];
  for await (const { number, text } of readLines(file)) {
    if (text?.trim() === "") continue;
    const place = `${file}:${number}`;
    const one = read(text);
    if ("capture" in one) found.push({ place, capture: one.capture });
    else tell(place, one.problem);
  }
  return found;
};

const byTime = (one: Found, other: Found): number => Date.parse(one.capture.at) - Date.parse(other.capture.at);

/** The captures in files, in the order of their times. */
export const readCaptures = async (files: readonly string[], tell: TellLine): Promise<Found[]> =>
  (await oneByOne(files, (file) => readFile(file, tell))).flat().sort(byTime);
