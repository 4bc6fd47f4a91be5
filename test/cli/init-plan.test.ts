import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { aboutProvider } from "../../cli/init/about-provider.ts";
import { planStarter } from "../../cli/init/plan-starter.ts";
import type { Project } from "../../cli/init/project.ts";

const about = aboutProvider(cloudflare as never, "cloudflare");

const project = (dependencies: string[], paths: string[] = [], isModule = true): Project => ({
  manifest: { isModule, dependencies: ["hookwright", ...dependencies] },
  paths,
});

it.each<[string, Project, string, string]>([
  ["vitest", project(["vitest"]), "test/cloudflare-webhooks.test.js", "npx vitest run {}"],
  ["vitest of CommonJS", project(["vitest"], [], false), "test/cloudflare-webhooks.test.mjs", "npx vitest run {}"],
  ["TypeScript", project(["vitest"], ["tsconfig.json"]), "test/cloudflare-webhooks.test.ts", "npx vitest run {}"],
  ["its folder tests", project(["vitest"], ["tests"]), "tests/cloudflare-webhooks.test.js", "npx vitest run {}"],
  ["pnpm", project(["vitest"], ["pnpm-lock.yaml"]), "test/cloudflare-webhooks.test.js", "pnpm exec vitest run {}"],
  ["yarn", project(["vitest"], ["yarn.lock"]), "test/cloudflare-webhooks.test.js", "yarn run vitest run {}"],
  ["bun", project(["vitest"], ["bun.lock"]), "test/cloudflare-webhooks.test.js", "bunx vitest run {}"],
  [
    "jest",
    project(["jest", "typescript"], ["__tests__"]),
    "__tests__/cloudflare-webhooks.test.js",
    "node --experimental-vm-modules node_modules/jest/bin/jest.js {}",
  ],
  [
    "jest of CommonJS",
    project(["jest"], [], false),
    "test/cloudflare-webhooks.test.mjs",
    'node --experimental-vm-modules node_modules/jest/bin/jest.js --testMatch "**/{}"',
  ],
  ["no runner", project(["typescript"]), "hookwright.config.ts", "npx hookwright verify"],
  ["no runner, pnpm", project([], ["pnpm-lock.yaml"]), "hookwright.config.js", "pnpm exec hookwright verify"],
  ["another language", { paths: ["pyproject.toml"] }, "hookwright.config.mjs", "npx --yes hookwright verify"],
])("%s", (_, facts, path, command) => {
  const { files, next } = planStarter(facts, about, false);
  expect(files.map((file) => file.path)).toEqual([path]);
  expect(next).toEqual([command.replace("{}", path)]);
});

it("says how to add the package where it is missing", () => {
  const facts: Project = { manifest: { isModule: true, dependencies: ["vitest"] }, paths: ["yarn.lock"] };
  expect(planStarter(facts, about, false).next[0]).toBe("yarn add --dev hookwright");
});

it.each([
  ["hono", ["src/index.ts"], 'import app from "../src/index.js";', "const target = app.fetch;"],
  ["express", ["src/server.ts"], 'import { app } from "../src/server.js";', "const target = nodeListener(app);"],
  ["fastify", [], 'import { app } from "../src/app.js";', "const target = nodeListener(app.server);"],
  ["next", [], 'import { POST } from "../app/webhooks/cloudflare/route.js";', "POST(request)"],
  ["next", ["src", "src/app"], 'import { POST } from "../src/app/webhooks/cloudflare/route.js";', "POST(request)"],
  ["koa", ["server.js"], 'import { server } from "../server.js";', "const target = nodeListener(server);"],
])("guesses where the receiver of %s is", (framework, paths, imported, target) => {
  const [file] = planStarter(project(["vitest", framework], paths), about, false).files;
  expect(file?.content).toContain(`//    ${imported}\n`);
  expect(file?.content).toContain(target);
});

it("a config for a project with package.json", () => {
  const [file] = planStarter(project([]), aboutProvider(cloud66 as never, "cloud66"), false).files;
  expect(file?.content).toMatchInlineSnapshot(`
    "import { defineConfig } from "hookwright";

    export default defineConfig({
      receivers: {
        web: {
          provider: "cloud66",
          to: "http://127.0.0.1:3000/webhooks/cloud66", // 1. where your receiver listens
          secret: "s3cret", // 2. the secret that it is told in tests
          // 3. Its state; without these only its answers are checked. A subject is POSTed to the first before its first
          //    event, as JSON: stackId, name, serverNames. The second answers 200 with JSON, or 404.
          // prepare: "http://127.0.0.1:3000/prepare/cloud66",
          // observe: "http://127.0.0.1:3000/state/cloud66/{stackId}",
          // view: "/state",
          // expect: { installed: "your word" }, // the provider's word → yours, unless it is the same; of
          //    installed, failed
          // strict: true, // warnings fail, too
        },
      },
    });
    "
  `);
});

it("a config for another language imports nothing", () => {
  expect(planStarter({ paths: ["go.mod"] }, about, false).files[0]?.content).not.toContain("import");
});

it("a workflow of GitHub's runs the test", () => {
  const [, file] = planStarter(project(["vitest"], ["pnpm-lock.yaml"]), about, true).files;
  expect(file?.path).toBe(".github/workflows/hookwright.yml");
  expect(file?.content).toMatchInlineSnapshot(`
    "name: hookwright
    on: [push, pull_request]
    jobs:
      webhooks:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - uses: actions/setup-node@v4
            with:
              node-version: 24
          - run: corepack enable
          - run: pnpm install --frozen-lockfile
          - run: pnpm exec vitest run test/cloudflare-webhooks.test.js
    "
  `);
});

it("a job of GitLab's starts the receiver", () => {
  const [, file] = planStarter(project([], [".gitlab-ci.yml", "package-lock.json"]), about, true).files;
  expect(file?.path).toBe(".gitlab/hookwright.yml");
  expect(file?.content).toMatchInlineSnapshot(`
    "# .gitlab-ci.yml has to name this file: include: .gitlab/hookwright.yml
    webhooks:
      image: node:24
      script:
        - npm ci
        - npm start & # 1. your receiver, in the background
        - curl --silent --output /dev/null --retry 30 --retry-delay 1 --retry-connrefused http://127.0.0.1:3000/
        - npx hookwright verify
    "
  `);
});

it("without a lock file the CI step is no npm ci, which would refuse", () => {
  const [, file] = planStarter(project(["vitest"]), about, true).files;
  expect(file?.content).toContain("- run: npm install\n");
});

it.each(["new", "target", "describe-receiver"])("a user's own provider may be called %s", (name) => {
  const own = aboutProvider({ ...cloudflare, name } as never, "webhooks/own");
  const [file] = planStarter(project(["vitest", "msw"]), own, false).files;
  expect(file?.content).toContain('const provider = await defineProvider("webhooks/own");\n');
  expect(file?.content).toContain("describeReceiver(provider, target, {\n");
  expect(file?.content).toContain("mockProvider(provider)");
});

it("in another language the CI step says what is missing", () => {
  const [, file] = planStarter({ paths: ["go.mod"] }, about, true).files;
  expect(file?.content).toContain('echo "1. Start your receiver here, in the background." && exit 1');
  expect(file?.content).not.toContain("npm ci");
});
