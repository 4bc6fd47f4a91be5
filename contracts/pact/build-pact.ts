import { authOf } from "../../mocks/auth.ts";
import { tokenInPath } from "../../mocks/sending/token-in-path.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { lifecycleInteractions } from "./lifecycle-interactions.ts";
import { lintPact } from "./lint-pact.ts";
import { negativeInteractions } from "./negative-interactions.ts";
import type { PactDocument, PactInteraction } from "./pact-document.ts";
import type { PactOptions } from "./pact-options.ts";
import { variantInteractions } from "./variant-interactions.ts";

/** The lifecycles that are the same for every seed. */
const steadyLifecycles = ({ machine, lifecycles }: Provider): string[] =>
  lifecycles.filter((name) => machine.lifecycles[name]?.walk !== "random");

/** Refuses what Pact would pass in silence. */
const checked = (provider: Provider, document: PactDocument): PactDocument => {
  const issues = lintPact(document, { provider });
  if (issues.length === 0) return document;
  const list = issues.map(({ pointer, message }) => `${pointer || "/"} ${message}`).join("; ");
  throw new HookwrightError(
    "invalid-pact",
    `Failed to build the pact "${document.metadata.hookwright.contract}": ${list}. Change the options, or the provider's schemas.`,
  );
};

// What `verifyPact` needs to put another secret in place of this one.
const proofIn = ({ definition }: Provider, options: PactOptions): object => {
  const { secret, path = "/" } = options;
  if (secret === undefined) return {};
  const auth = authOf(definition, options);
  const isInPath = auth.kind === "url-token" && tokenInPath(path, { [auth.parameter]: secret }).target !== path;
  return { secret, auth, ...(isInPath && { path }) };
};

const documentOf = (
  provider: Provider,
  contract: string,
  interactions: PactInteraction[],
  options: PactOptions,
): PactDocument => {
  const { receiver, seed = 0, run = 0 } = options;
  return checked(provider, {
    consumer: { name: provider.title },
    provider: { name: receiver },
    interactions,
    metadata: {
      pactSpecification: { version: "4.0" },
      hookwright: { provider: provider.name, contract, seed, run, ...proofIn(provider, options) },
    },
  });
};

// The documents beside those of lifecycles, by their names.
const EXTRAS: Readonly<Record<string, (provider: Provider, options: PactOptions) => PactInteraction[]>> = {
  variants: variantInteractions,
  negatives: negativeInteractions,
};

const refuseTwice = (contracts: readonly string[]): void => {
  const twice = contracts.find((name, i) => contracts.indexOf(name) < i);
  if (twice !== undefined)
    throw new HookwrightError(
      "invalid-option",
      `Failed to build pacts: "${twice}" is asked for twice, and its keys would be, too. Ask for each once.`,
    );
};

const refusePath = (path: string): void => {
  if (!/^\/[^?#]*$/.test(path))
    throw new HookwrightError(
      "invalid-option",
      `Failed to build pacts: the path "${path}" is none that a request can have in Pact. Begin it with /, without ? and #.`,
    );
};

/**
 * Builds Pact V4 documents: of whole lifecycles, one each, their interactions in the order of the steps, and if asked one of
 * all documented variants and one of what a receiver must refuse or survive. The same options give the same bytes.
 * @throws HookwrightError `unknown-name` for a lifecycle or envelope; `invalid-option` for a path, a secret, or a
 * lifecycle without events; `invalid-pact` for what Pact would pass in silence
 * @example const [pact] = buildPact(cloudflare, { receiver: 'web', path: '/webhooks/cloudflare', lifecycles: ['issuance'] })
 */
export const buildPact = <E extends object, L extends string, S extends object>(
  provider: Provider<E, L, S>,
  given: PactOptions<NoInfer<L>, NoInfer<S>>,
): PactDocument[] => {
  const untyped = provider as unknown as Provider;
  const options = given as unknown as PactOptions<string, Subject>;
  const { lifecycles = steadyLifecycles(untyped), variants = false, negatives = false, path = "/" } = options;
  refusePath(path);
  const extras = [...(variants ? ["variants"] : []), ...(negatives ? ["negatives"] : [])];
  refuseTwice([...lifecycles, ...extras]);
  return [
    ...lifecycles.map((name) => documentOf(untyped, name, lifecycleInteractions(untyped, name, options), options)),
    ...extras.map((name) => documentOf(untyped, name, EXTRAS[name]?.(untyped, options) ?? [], options)),
  ];
};
