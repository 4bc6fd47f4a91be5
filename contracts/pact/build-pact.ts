import { hash } from "../../generators/bits.ts";
import { type Lifecycle, type LifecycleOptions, lifecycleOf, visitsOf } from "../../generators/lifecycle.ts";
import type { Start } from "../../generators/start.ts";
import type { Visit } from "../../generators/walk.ts";
import { buildDeliveries, type Delivery } from "../../mocks/delivery.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Auth, Provider, Subject } from "../../schemas/provider.ts";
import type { PactDocument, PactInteraction } from "./pact-document.ts";

/** What `buildPact` takes. */
export interface PactOptions<L extends string = string, S extends object = Subject> {
  /** The receiver's name: Pact's provider. */
  receiver: string;
  /** The receiver's path. @default '/' */
  path?: string;
  /** One document each. @default the provider's first */
  lifecycles?: readonly L[];
  secret?: string;
  auth?: Auth;
  /** @default 'none' */
  envelope?: string;
  seed?: number;
  run?: number;
  start?: Start;
  subject?: Partial<S>;
}

const decoder = new TextDecoder();

const SUCCESS: PactInteraction["response"] = {
  status: 200,
  matchingRules: { status: { combine: "AND", matchers: [{ match: "statusCode", status: "success" }] } },
};

const toInteraction = (lifecycle: Lifecycle, delivery: Delivery, visit: Visit, path: string): PactInteraction => {
  const { provider, name, seed, run } = lifecycle;
  const { method, query, headers, subject = {} } = delivery;
  const { step, eventType, from } = visit;
  const pairs = Object.entries(query).map(([key, value]) => [key, [value]]);
  return {
    type: "Synchronous/HTTP",
    key: hash(`${provider.name} ${name} ${step} ${seed} ${run}`).toString(16).padStart(8, "0"),
    description: `${name}, step ${step}: ${eventType}`,
    pending: false,
    providerStates: [{ name: from, params: { ...subject } }],
    request: {
      method,
      path,
      ...(pairs.length > 0 && { query: Object.fromEntries(pairs) }),
      headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, [value]])),
      body: {
        contentType: provider.definition.delivery.contentType,
        encoded: false,
        content: JSON.parse(decoder.decode(delivery.body)) as Json,
      },
    },
    response: SUCCESS,
    comments: { references: { hookwright: { provider: provider.name, lifecycle: name, step, seed, run } } },
  };
};

const documentOf = (provider: Provider, name: string, options: PactOptions): PactDocument => {
  const given = options as LifecycleOptions;
  const visits = visitsOf(provider, name, given);
  const lifecycle = lifecycleOf(provider, name, visits, given);
  const deliveries = buildDeliveries(lifecycle, options);
  const interactions = visits.flatMap((visit, i) => {
    const delivery = deliveries[i];
    return delivery ? [toInteraction(lifecycle, delivery, visit, options.path ?? "/")] : [];
  });
  if (interactions.length === 0)
    throw new HookwrightError(
      "invalid-option",
      `Failed to build a pact: the lifecycle "${name}" has no events, and Pact passes a file without interactions. Name another.`,
    );
  return {
    consumer: { name: provider.title },
    provider: { name: options.receiver },
    interactions,
    metadata: {
      pactSpecification: { version: "4.0" },
      hookwright: {
        provider: provider.name,
        contract: name,
        seed: lifecycle.seed,
        run: lifecycle.run,
        ...(options.secret !== undefined && { secret: options.secret }),
      },
    },
  };
};

/**
 * Builds Pact V4 documents of whole lifecycles, one each, their interactions in the order of the steps.
 * @throws HookwrightError `unknown-name` for a lifecycle or envelope; `invalid-option` for a secret, or a lifecycle without events
 * @example const [pact] = buildPact(cloudflare, { receiver: 'web', path: '/webhooks/cloudflare', lifecycles: ['issuance'] })
 */
export const buildPact = <E extends object, L extends string, S extends object>(
  typed: Provider<E, L, S>,
  options: PactOptions<NoInfer<L>, NoInfer<S>>,
): PactDocument[] => {
  const provider = typed as unknown as Provider;
  const names: readonly string[] = options.lifecycles ?? provider.lifecycles.slice(0, 1);
  return names.map((name) => documentOf(provider, name, options as unknown as PactOptions));
};
