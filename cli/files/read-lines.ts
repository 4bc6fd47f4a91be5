import { createReadStream } from "node:fs";
import { HookwrightError } from "../../schemas/hookwright-error.ts";

const LONGEST = 2 ** 24; // characters: the longest capture has less

/** A line of a file; one that is too long to be anything has no text. */
export interface Line {
  /** From 1. */
  number: number;
  text: string | undefined;
}

// JSON may hold the other characters that end a line in a text.
const linesIn = async function* (chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 1;
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length > LONGEST) parts = [];
    else parts.push(part);
  };
  const take = (): Line => {
    const line = { number, text: length > LONGEST ? undefined : parts.join("").replace(/\r$/, "") };
    [parts, length] = [[], 0];
    number++;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", from)) {
      add(chunk.slice(from, end));
      yield take();
      from = end + 1;
    }
    add(chunk.slice(from));
  }
  if (length > 0) yield take();
};

/**
 * The lines of a file, or of standard input for `-`, one after another.
 * @throws HookwrightError `invalid-option` for a file that cannot be read
 */
export const readLines = async function* (file: string): AsyncGenerator<Line> {
  const input = file === "-" ? process.stdin.setEncoding("utf8") : createReadStream(file, "utf8");
  try {
    yield* linesIn(input as AsyncIterable<string>);
  } catch (cause) {
    throw new HookwrightError(
      "invalid-option",
      `Failed to read ${file}: ${(cause as Error).message}. Give a file of one JSON value a line, or -.`,
      { cause },
    );
  }
};

/** What is wrong with a line that is too long. */
export const TOO_LONG: string = `longer than ${LONGEST} characters`;
