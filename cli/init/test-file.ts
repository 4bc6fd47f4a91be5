import type { AboutProvider } from "./about-provider.ts";
import { frameworkOf, targetLines } from "./frameworks.ts";
import { importLine } from "./import-line.ts";
import { dependsOn, extensionFor, type Project } from "./project.ts";
import type { Runner } from "./runners.ts";
import type { StarterFile } from "./starter-file.ts";

const FOLDERS = ["test", "tests", "__tests__"];

const pathOf = (project: Project, { name }: AboutProvider, typed: boolean): string => {
  const folder = FOLDERS.find((one) => project.paths.includes(one)) ?? "test";
  return `${folder}/${name}-webhooks.test.${extensionFor(project, typed)}`;
};

const providerLines = ({ variable, folder }: AboutProvider): string[] =>
  folder === undefined ? [] : [`const ${variable} = await defineProvider(${JSON.stringify(folder)});`, ""];

const providerImport = ({ variable, name, folder }: AboutProvider): string =>
  folder === undefined ? importLine(variable, `hookwright/${name}`) : importLine("{ defineProvider }", "hookwright");

/** A test with `describeReceiver`: it runs at once, and fails by saying what is to be filled in. */
export const testFile = (project: Project, provider: AboutProvider, { entry, typed }: Runner): StarterFile => {
  const path = pathOf(project, provider, typed);
  const { variable, name, subject, states } = provider;
  const [key = ""] = subject;
  const lines = [
    providerImport(provider),
    importLine("{ describeReceiver }", entry),
    "",
    ...providerLines(provider),
    `// 1. Your receiver: a fetch function, a server or a URL. For ${frameworkOf(project).title} it may be:`,
    ...targetLines(project, name).map((line) => `//    ${line}`),
    "const target = () => {",
    `  throw new Error("No receiver yet: do 1. in ${path}.");`,
    "};",
    "",
    `describeReceiver(${variable}, target, {`,
    `  url: "http://localhost/webhooks/${name}", // 2. the path that it serves`,
    '  secret: "s3cret", // 3. the secret that it is told in tests',
    "  // 4. Its state; without these only its answers are checked. Of a subject it may know:",
    `  //    ${subject.join(", ")}.`,
    "  // prepare: (subject) => db.insert(subject), // before a subject's first event",
    `  // observe: (subject) => db.find(subject.${key})?.state, // undefined is "nothing known"`,
    `  // expect: { ${states[0]}: "your word" }, // the provider's word → yours, unless it is the same; of`,
    `  //    ${states.join(", ")}`,
    ...(dependsOn(project, "msw")
      ? [
          `  // api: mockProvider(${variable}), // if it asks the API on an event; of "hookwright/msw", its handlers in setupServer`,
        ]
      : []),
    "  // strict: true, // warnings fail, too",
    "});",
    "",
  ];
  return { path, content: lines.join("\n") };
};
