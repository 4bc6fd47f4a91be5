import { header, type Output } from "./output.ts";

/** The built-in providers by name, each loaded on first use. */
export const generateRegistry = (names: readonly string[]): Output => ({
  path: "generators/generated/registry.ts",
  content: `${header("registry.ts")}
import type { Provider } from "../../schemas/provider.ts";

/** The built-in providers by name. */
export const registry: Readonly<Record<string, () => Promise<Provider>>> = {
${names.map((name) => `  ${JSON.stringify(name)}: async () => (await import("./${name}.ts")).default as unknown as Provider,`).join("\n")}
};
`,
});
