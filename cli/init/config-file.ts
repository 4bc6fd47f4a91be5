import { CONFIG_NAMES } from "../files/find-config.ts";
import type { AboutProvider } from "./about-provider.ts";
import { importLine } from "./import-line.ts";
import { extensionFor, type Project } from "./project.ts";
import type { StarterFile } from "./starter-file.ts";

const NAME = "hookwright.config";

// One that is there stays the only one: another of its names might come before it.
const pathOf = (project: Project): string =>
  CONFIG_NAMES.find((name) => project.paths.includes(name)) ?? `${NAME}.${extensionFor(project, true)}`;

// In a project of another language the package is not installed, and nothing can be imported from it.
const frameOf = ({ manifest }: Project): { open: string[]; close: string } =>
  manifest
    ? { open: [importLine("{ defineConfig }", "hookwright"), "", "export default defineConfig({"], close: "});" }
    : { open: ["export default {"], close: "};" };

/** A config for `hookwright verify`: a receiver in any language, behind its URL. */
export const configFile = (project: Project, { name, folder, subject, states }: AboutProvider): StarterFile => {
  const { open, close } = frameOf(project);
  const [key = ""] = subject;
  const lines = [
    ...open,
    "  receivers: {",
    "    web: {",
    `      provider: ${JSON.stringify(folder ?? name)},`,
    `      to: "http://127.0.0.1:3000/webhooks/${name}", // 1. where your receiver listens`,
    '      secret: "s3cret", // 2. the secret that it is told in tests',
    "      // 3. Its state; without these only its answers are checked. A subject is POSTed to the first before its first",
    `      //    event, as JSON: ${subject.join(", ")}. The second answers 200 with JSON, or 404.`,
    `      // prepare: "http://127.0.0.1:3000/prepare/${name}",`,
    `      // observe: "http://127.0.0.1:3000/state/${name}/{${key}}",`,
    '      // view: "/state",',
    `      // expect: { ${states[0]}: "your word" }, // the provider's word → yours, unless it is the same; of`,
    `      //    ${states.join(", ")}`,
    "      // strict: true, // warnings fail, too",
    "    },",
    "  },",
    close,
    "",
  ];
  return { path: pathOf(project), content: lines.join("\n") };
};
