import type { Faker } from "@faker-js/faker";

/** A faker of the same locale with a state of its own, so that drawing a pool never disturbs the caller's seed. */
export const ownFaker = (faker: Faker): Faker => {
  const Constructor = faker.constructor as new (options: { locale: unknown }) => Faker;
  return new Constructor({ locale: faker.rawDefinitions });
};
