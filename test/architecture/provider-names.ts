import { type Sources, withoutComments } from "./sources.ts";

const HELP_EXAMPLE = /\.addHelpText\(\s*"after",\s*"[^"]*",?\s*\)/g;

const mayName = (path: string, name: string): boolean =>
  path.startsWith(`schemas/${name}/`) || path.startsWith(`mocks/providers/${name}/`) || path.includes("/generated/");

/** Every place in code, comments and help examples aside, that knows a provider's name and should not. */
export const providerNameViolations = (sources: Sources, names: readonly string[]): string[] =>
  [...sources].flatMap(([path, text]) => {
    const code = withoutComments(text).replaceAll(HELP_EXAMPLE, "").toLowerCase();
    return names.filter((name) => code.includes(name) && !mayName(path, name)).map((name) => `${path} names ${name}`);
  });
