import { formatPointer } from "../../schemas/pointer.ts";
import type { FakeText } from "./fake-text.ts";

/** What is known of a JSON value, by pointer: all else in it is replaced. */
export interface Guide {
  keepsName(parent: string, name: string): boolean;
  /** What a text or a number becomes there; `undefined` where nothing is known. */
  valueAt(pointer: string, value: string | number): string | number | undefined;
}

/** Nothing is known. */
export const NO_GUIDE: Guide = { keepsName: () => false, valueAt: () => undefined };

/** A number with other digits, as many. */
export const fakeNumber = (fake: FakeText, value: number): number => {
  const drawn = Number(fake(String(value).replace(/e.*/, "")));
  return Number.isFinite(drawn) ? drawn : 0;
};

/** A JSON value of the same shape: true, false and null stay, texts, numbers and names are replaced unless the guide knows better. */
export const redactJson = (value: unknown, fake: FakeText, guide: Guide = NO_GUIDE, pointer = ""): unknown => {
  if (Array.isArray(value)) return value.map((item, i) => redactJson(item, fake, guide, pointer + formatPointer([i])));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        guide.keepsName(pointer, name) ? name : fake(name),
        redactJson(item, fake, guide, pointer + formatPointer([name])),
      ]),
    );
  if (typeof value === "string") return guide.valueAt(pointer, value) ?? fake(value);
  if (typeof value === "number") return guide.valueAt(pointer, value) ?? fakeNumber(fake, value);
  return value;
};
