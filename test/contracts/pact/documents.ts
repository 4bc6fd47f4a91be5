import { fileURLToPath } from "node:url";
import { defineProvider, type Provider } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { buildPact, type PactDocument, type PactOptions } from "hookwright/pact";

export const SECRET = "s3cret-Of-Pact";

const untyped = (provider: unknown): Provider => provider as Provider;
const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The built-in providers and two that no file of the package knows. */
export const providers: readonly Provider[] = [
  untyped(cloudflare),
  untyped(cloud66),
  await defineProvider(folder("test/fixtures/third-provider")),
  await defineProvider(folder("examples/custom-provider")),
];

/** Every document that a provider gives. */
export const everyDocument = (provider: Provider): PactDocument[] =>
  buildPact(provider, { receiver: "web", path: "/hooks", secret: SECRET, variants: true, negatives: true });

/** The document of one lifecycle. */
export const lifecyclePact = (provider: Provider, name: string, options: Partial<PactOptions> = {}): PactDocument => {
  const [found] = buildPact(provider, {
    receiver: "web",
    path: "/hooks",
    secret: SECRET,
    lifecycles: [name],
    ...options,
  });
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};

/** The document of a provider's variants, or of its negatives. */
export const extraPact = (provider: Provider, extra: "variants" | "negatives"): PactDocument =>
  lifecyclePact(provider, extra, { lifecycles: [], [extra]: true });
