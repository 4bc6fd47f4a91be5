import { HookwrightError } from "../schemas/hookwright-error.ts";

/** What jest puts into the global scope, as far as it is needed. */
export interface JestGlobals {
  describe(name: string, define: () => void): void;
  it(name: string, test: () => void | Promise<void>): void;
  beforeAll(run: () => Promise<void>, timeout: number): void;
  afterAll(run: () => Promise<void>, timeout: number): void;
  expect: { extend(matchers: object): void };
}

const NAMES: readonly (keyof JestGlobals)[] = ["describe", "it", "beforeAll", "afterAll", "expect"];

/**
 * Jest's globals.
 * @throws HookwrightError `missing-peer` outside a test that jest runs
 */
export const jestGlobals = (): JestGlobals => {
  const scope = globalThis as unknown as JestGlobals;
  const missing = NAMES.filter((name) => scope[name] === undefined);
  if (missing.length > 0)
    throw new HookwrightError(
      "missing-peer",
      `Failed to find a test runner: hookwright/jest needs jest's globals: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not there. Import it in a test that jest runs (npm i -D jest), and leave injectGlobals on.`,
    );
  return scope;
};
