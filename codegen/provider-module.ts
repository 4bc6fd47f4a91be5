import type { CompiledSource } from "../generators/compile/compile.ts";
import type { CompiledProvider } from "../generators/compile-provider.ts";
import * as runtime from "../generators/runtime.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";
import { header, type Output, pascal } from "./output.ts";

// A factory: the pools are looked up once, on first use.
const factory = ({ expression, pools, trials }: CompiledSource): string => {
  const lines = [
    ...[...pools.keys()].map((pool) => `    const ${pool} = pools.${pool}();`),
    ...[...trials].map(
      ([name, trial]) => `    const ${name} = acceptor(JSON.parse(${JSON.stringify(JSON.stringify(trial))}));`,
    ),
  ];
  return `(): EmittedGenerator => {
${lines.join("\n")}
    return ${expression.replaceAll("\n", "\n    ")};
  }`;
};

const table = (
  name: string,
  sources: Record<string, CompiledSource>,
): string => `const ${name}: Readonly<Record<string, () => EmittedGenerator>> = {
${Object.entries(sources)
  .map(([key, compiled]) => `  ${JSON.stringify(key)}: ${factory(compiled)},`)
  .join("\n")}
};`;

const usedNames = (sources: readonly CompiledSource[]): string[] =>
  Object.keys(runtime)
    .filter((name) => sources.some(({ expression }) => new RegExp(`\\b${name}\\b`).test(expression)))
    .sort();

/** The module that binds one provider, ready to import. */
export const generateProviderModule = (folder: ProviderFolder, compiled: CompiledProvider): Output => {
  const { name, title } = folder.provider;
  const Name = pascal(name);
  const sources = [...Object.values(compiled.events), ...Object.values(compiled.envelopes)];
  const pooled = sources.some(({ pools }) => pools.size > 0);
  const tried = sources.some(({ trials }) => trials.size > 0);
  const content = `${header("provider-module.ts")}
import type { EmittedGenerator, Provider } from "../../schemas/provider.ts";
import { definition, machine, schemas } from "../../schemas/generated/${name}/schemas.ts";
import type { ${Name}Events, ${Name}Lifecycle, ${Name}Subject } from "../../schemas/generated/${name}/types.ts";
import { validators } from "../../schemas/generated/${name}/validators.ts";
import { bindProvider } from "../bind-provider.ts";
import { ${usedNames(sources).join(", ")} } from "../runtime.ts";
${tried ? 'import { acceptor } from "../matches/acceptor.ts";\n' : ""}${pooled ? 'import * as pools from "./pools.ts";\n' : ""}
export type * from "../../schemas/generated/${name}/types.ts";

${table("generators", compiled.events)}

${table("envelopes", compiled.envelopes)}

/** ${title}: definition, validators and generators, bound and ready. */
const ${name}: Provider<${Name}Events, ${Name}Lifecycle, ${Name}Subject> = bindProvider({
  definition,
  machine,
  schemas,
  validators,
  generators,
  envelopes,
});

export default ${name};
`;
  return { path: `generators/generated/${name}.ts`, content };
};
