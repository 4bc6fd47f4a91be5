import type { CompiledProvider } from "../generators/compile-provider.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";
import { generatorRows, runtimeNames } from "./generator-source.ts";
import { header, type Output } from "./output.ts";
import { ownTypes } from "./type-names.ts";

/** The module that binds one built-in provider, ready to import. */
export const generateProviderModule = (folder: ProviderFolder, compiled: CompiledProvider): Output => {
  const { name, title } = folder.provider;
  const { events, lifecycle, subject } = ownTypes(name);
  const sources = [...Object.values(compiled.events), ...Object.values(compiled.envelopes)];
  const pooled = sources.some(({ pools }) => pools.size > 0);
  const tried = sources.some(({ trials }) => trials.size > 0);
  const content = `${header("provider-module.ts")}
import type { EmittedGenerator, Provider } from "../../schemas/provider.ts";
import { definition, machine, schemas } from "../../schemas/generated/${name}/schemas.ts";
import type { ${events}, ${lifecycle}, ${subject} } from "../../schemas/generated/${name}/types.ts";
import { validators } from "../../schemas/generated/${name}/validators.ts";
import { bindProvider } from "../bind-provider.ts";
import { ${runtimeNames(sources).join(", ")} } from "../runtime.ts";
${tried ? 'import { acceptor } from "../matches/acceptor.ts";\n' : ""}${pooled ? 'import * as pools from "./pools.ts";\n' : ""}
export type * from "../../schemas/generated/${name}/types.ts";

const generators: Readonly<Record<string, () => EmittedGenerator>> = {
${generatorRows(compiled.events)}
};

const envelopes: Readonly<Record<string, () => EmittedGenerator>> = {
${generatorRows(compiled.envelopes)}
};

/** ${title}: definition, validators and generators, bound and ready. */
const ${name}: Provider<${events}, ${lifecycle}, ${subject}> = bindProvider({
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
