import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { unknownName } from "../../schemas/unknown-name.ts";
import type { MockProvider } from "../mock-provider.ts";

/** A mocked provider, and where its API really is. */
export interface ServedMock {
  name: string;
  mock: MockProvider;
  /** What its subjects have. */
  fields: readonly string[];
  /** Such as https://api.example.com/v4; absent where it has no API. */
  base: string | undefined;
}

/** Where everything lies that is hookwright's own. */
export const CONTROL = "/_hookwright";

/** The path of a mock's API: that of the real one. */
export const pathOf = ({ base }: ServedMock): string | undefined =>
  base === undefined ? undefined : new URL(base).pathname.replace(/\/$/, "");

/** Tells whether a path is another, or lies under it. */
export const isUnder = (path: string, parent: string): boolean => path === parent || path.startsWith(`${parent}/`);

const checkNames = (mocks: readonly ServedMock[]): void => {
  const names = mocks.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new HookwrightError("invalid-option", `Failed to serve ${twice} twice. Name each provider once.`);
};

/**
 * Makes sure that each name and each path belongs to one provider.
 * @throws HookwrightError `invalid-option` for two that clash
 */
export const checkClashes = (mocks: readonly ServedMock[]): void => {
  checkNames(mocks);
  const taken = [{ name: "hookwright", path: CONTROL }];
  for (const served of mocks) {
    const path = pathOf(served);
    if (path === undefined) continue;
    const other = taken.find((one) => isUnder(path, one.path) || isUnder(one.path, path));
    if (other)
      throw new HookwrightError(
        "invalid-option",
        `Failed to serve ${served.name} at ${path || "/"}: ${other.name} is at ${other.path || "/"}. Serve them by two commands, on two ports.`,
      );
    taken.push({ name: served.name, path });
  }
};

/**
 * The mocks that a name chooses; all without one.
 * @throws HookwrightError `unknown-name`
 */
export const chosen = (mocks: readonly ServedMock[], name: string | undefined): readonly ServedMock[] => {
  if (name === undefined) return mocks;
  const found = mocks.filter((served) => served.name === name);
  if (found.length > 0) return found;
  const known = mocks.map((served) => served.name);
  throw unknownName("provider", name, known);
};

/**
 * The one mock that a name chooses; it can be left out where only one is served.
 * @throws HookwrightError `unknown-name`, or `invalid-option` without a name that is needed
 */
export const theChosen = (mocks: readonly ServedMock[], name: string | undefined): ServedMock => {
  const [one, ...others] = chosen(mocks, name);
  if (one && others.length === 0) return one;
  const known = mocks.map((served) => served.name).join(", ");
  throw new HookwrightError(
    "invalid-option",
    `Failed to choose a provider: ${known} are served. Name one of them as provider.`,
  );
};

/**
 * Makes sure that a part of a subject names its fields rightly.
 * @throws HookwrightError `unknown-name`
 */
export const checkFields = ({ fields }: ServedMock, subject: object): void => {
  const unknown = Object.keys(subject).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw unknownName("field of the subject", unknown, fields);
};
