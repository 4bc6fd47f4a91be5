import { header, type Output } from "./output.ts";

/** The built-in providers that have a mock API: name to its table of routes. */
export const generateRoutes = (names: readonly string[]): Output => ({
  path: "mocks/generated/routes.ts",
  content: `${header("routes.ts")}
${names.map((name) => `import { api as ${name} } from "../providers/${name}/routes.ts";`).join("\n")}
import type { Api } from "../api.ts";

/** Provider to the API that its mock answers. */
export const apis: Readonly<Record<string, Api>> = { ${names.join(", ")} };
`,
});
