import { HookwrightError } from "./hookwright-error.ts";

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};

// An abbreviation that the name ends with or contains ("validation.failed") is nearer than any misspelling.
const strangeness = (name: string, known: string): number =>
  known.endsWith(name) ? 0 : known.includes(name) ? 0.5 : distance(name, known);

/** The known names, nearest to the mistyped one first. */
export const byNearness = (name: string, known: readonly string[]): string[] =>
  known
    .map((candidate) => ({ candidate, far: strangeness(name, candidate) }))
    .sort((a, b) => a.far - b.far)
    .map(({ candidate }) => candidate);

/** The error for a name that is not known: it lists the known ones, nearest first. */
export const unknownName = (kind: string, name: string, known: readonly string[]): HookwrightError =>
  new HookwrightError(
    "unknown-name",
    `Failed to find the ${kind} "${name}". ${known.length === 0 ? "There is none" : `Known, nearest first: ${byNearness(name, known).join(", ")}`}.`,
  );
