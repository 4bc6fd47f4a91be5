import type { Faker } from "@faker-js/faker";
import type { Provider } from "../schemas/provider.ts";
import { bindProvider } from "./bind-provider.ts";
import { compiledParts } from "./compiled-parts.ts";

/**
 * The same provider with every `x-faker` drawn anew by another faker, such as one of another locale.
 * @throws HookwrightError `not-allowed` where the platform forbids code from strings
 * @example const german = await withFaker(cloudflare, fakerDE) // import { fakerDE } from '@faker-js/faker'
 */
export const withFaker = async <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  faker: Faker,
): Promise<Provider<E, L, S>> => {
  const folder = provider.folder();
  return bindProvider<E, L, S>({
    definition: provider.definition,
    machine: provider.machine,
    schemas: Object.fromEntries(Object.entries(folder.schemas).map(([path, schema]) => [path, () => schema])),
    validators: Object.fromEntries(provider.eventTypes.map((type) => [type, () => provider.validator(type)])),
    ...(await compiledParts(folder, faker)),
  });
};
