import { importLine } from "./import-line.ts";
import { dependsOn, type Project } from "./project.ts";

/** How a framework's application becomes a target. */
interface Framework {
  /** Its package, and what it is called. */
  name: string;
  title: string;
  /** What is imported from where the application is. */
  imported: string;
  /** Where that is, without the ending; the first that is there, else the first. */
  places: readonly string[];
  /** Where in such a place, if those are folders. */
  within?: string;
  /** Further lines before the target. */
  before?: readonly string[];
  target: string;
}

const NODE_LISTENER = importLine("{ nodeListener }", "hookwright");
const PLACES = ["src/app", "src/index", "src/server", "app", "index", "server"];

const node: Framework = {
  name: "node",
  title: "a server of node:http",
  imported: "{ server }",
  places: ["src/server", "server", "src/index", "index"],
  before: [NODE_LISTENER],
  target: "nodeListener(server)",
};

const frameworks: readonly Framework[] = [
  { name: "hono", title: "Hono", imported: "app", places: ["src/index", ...PLACES], target: "app.fetch" },
  {
    name: "next",
    title: "a route of Next.js",
    imported: "{ POST }",
    places: ["app", "src/app"],
    within: "/webhooks/{provider}/route",
    target: '(request) => (request.method === "POST" ? POST(request) : new Response(null, { status: 405 }))',
  },
  {
    name: "fastify",
    title: "Fastify",
    imported: "{ app }",
    places: PLACES,
    before: [NODE_LISTENER, "await app.ready();"],
    target: "nodeListener(app.server)",
  },
  {
    name: "express",
    title: "Express",
    imported: "{ app }",
    places: PLACES,
    before: [NODE_LISTENER],
    target: "nodeListener(app)",
  },
];

/** The framework that a project depends on; else Node's own server. */
export const frameworkOf = (project: Project): Framework =>
  frameworks.find(({ name }) => dependsOn(project, name)) ?? node;

/** The lines by which a test in a folder would get a project's target: a guess, for a person to mend. */
export const targetLines = (project: Project, provider: string): string[] => {
  const { imported, places, within, before = [], target } = frameworkOf(project);
  const ends = within === undefined ? [".ts", ".js", ".mjs"] : [""];
  const isThere = (place: string): boolean => ends.some((end) => project.paths.includes(`${place}${end}`));
  const place = places.find(isThere) ?? places[0];
  const file = `../${place}${within?.replace("{provider}", provider) ?? ""}.js`;
  return [importLine(imported, file), ...before, `const target = ${target};`];
};
