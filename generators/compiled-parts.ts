import type { Faker } from "@faker-js/faker";
import type { EmittedGenerator } from "../schemas/provider.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";
import type { ProviderParts } from "./bind-provider.ts";
import type { CompiledSource } from "./compile/compile.ts";

/** The generators of a provider's folder, compiled now. */
export const compiledParts = async (
  folder: ProviderFolder,
  faker: Faker,
): Promise<Pick<ProviderParts, "generators" | "envelopes">> => {
  const [{ compileProvider }, { evaluate }, { ownFaker }] = await Promise.all([
    import("./compile-provider.ts"),
    import("./compile/evaluate.ts"),
    import("./compile/own-faker.ts"),
  ]);
  const { events, envelopes } = compileProvider(folder, ownFaker(faker));
  const evaluated = (sources: Record<string, CompiledSource>): Record<string, () => EmittedGenerator> =>
    Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, () => evaluate(source)]));
  return { generators: evaluated(events), envelopes: evaluated(envelopes) };
};
