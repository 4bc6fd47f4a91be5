import { type Sources, withoutComments } from "./sources.ts";

// What works on one system only, and what to write instead.
const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [/import\.meta\.url\)\.pathname/, "the path of a URL is none on Windows: use fileURLToPath"],
  [
    /\b(?:spawn|spawnSync|execFile|execFileSync)\(\s*(?!process\.execPath\b)["'\w]/,
    "a process is started that may not be there: only process.execPath is",
  ],
  [/\bshell: true|\b(?:exec|execSync)\(\s*["'`]/, "a shell is used: which, depends on the system"],
  [/["'`]\/(?:tmp|dev|proc)\//, "a path that only some systems have: use tmpdir()"],
];

/** Every place in code that another system would not understand. */
export const portabilityViolations = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => {
    const code = withoutComments(text);
    return PROBLEMS.filter(([pattern]) => pattern.test(code)).map(([, problem]) => `${path}: ${problem}`);
  });

// What cmd and a POSIX shell both understand: programs, words without quotes or variables, and && between them.
const COMMAND = /^(?<program>[\w-]+)(?: [\w./:@=-]+)*$/;

/** Every npm script that some shell would read otherwise, or whose program no dependency brings. */
export const scriptViolations = (
  scripts: Readonly<Record<string, string>>,
  isProgram: (name: string) => boolean,
): string[] =>
  Object.entries(scripts).flatMap(([name, script]) =>
    script.split(" && ").flatMap((command) => {
      const program = COMMAND.exec(command)?.groups?.["program"];
      if (program === undefined) return [`${name}: "${command}" is shell syntax`];
      return isProgram(program) ? [] : [`${name}: no dependency brings "${program}"`];
    }),
  );
