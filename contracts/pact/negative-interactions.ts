import { type LifecycleOptions, visitsOf } from "../../generators/lifecycle.ts";
import { authOf } from "../../mocks/auth.ts";
import { buildDeliveries, type Delivery } from "../../mocks/delivery.ts";
import { badSecrets } from "../../mocks/proof/bad-secrets.ts";
import { wireOf } from "../../mocks/wire.ts";
import type { Provider } from "../../schemas/provider.ts";
import { BROKEN, type Damage, LONG, STRANGE } from "../probes/malformed-bodies.ts";
import { ANSWERS, type Asked, toInteraction } from "./interaction.ts";
import type { PactInteraction } from "./pact-document.ts";
import type { PactOptions } from "./pact-options.ts";
import { singleEvent, stateBefore } from "./single-event.ts";

const CONTRACT = "negatives";
const FIRST_INDEX = 20_000; // beyond the subjects of variants

// Pact sends é as the two bytes of UTF-8, and a file would hold 256 KiB as they are.
const UNSAYABLE: readonly string[] = ["latin-1", LONG];

const damages = (): [string, Damage][] =>
  Object.entries({ ...BROKEN, ...STRANGE }).filter(([name]) => !UNSAYABLE.includes(name));

const proofIn = ({ headers, query }: Delivery): string => JSON.stringify([headers, query]);

/** The event that a provider's first lifecycle begins with: a receiver would take it if it were sent as it should be. */
const firstEvent = (provider: Provider, options: PactOptions): string => {
  const [name = []] = provider.lifecycles;
  return visitsOf(provider, name, options as LifecycleOptions)[0]?.eventType ?? provider.eventTypes[0] ?? "";
};

const takenEvent = (provider: Provider, index: number, options: PactOptions) => {
  const eventType = firstEvent(provider, options);
  const lifecycle = singleEvent(provider, eventType, index, options);
  const [delivery] = buildDeliveries(lifecycle, options) as [Delivery];
  return { delivery, state: stateBefore(provider, eventType), wire: wireOf(lifecycle, options) };
};

const badlyProven = (provider: Provider, options: PactOptions, next: () => number): Asked[] => {
  const { secret } = options;
  if (secret === undefined || authOf(provider.definition, options).kind === "none") return [];
  return badSecrets(secret)
    .filter(({ id }) => !UNSAYABLE.includes(id))
    .flatMap((bad) => {
      const { delivery: right, state, wire } = takenEvent(provider, next(), options);
      const delivery = wire.withSecret(right, bad.secret);
      if (proofIn(delivery) === proofIn(right)) return [];
      const description = `refused: an event whose secret is ${bad.name}`;
      const asked = { contract: CONTRACT, name: `secret ${bad.id}`, description, delivery, state };
      return [{ ...asked, answer: ANSWERS.refused, from: { negative: `secret: ${bad.id}` } }];
    });
};

const malformed = (provider: Provider, options: PactOptions, next: () => number): Asked[] =>
  damages().map(([name, damage]) => {
    const { delivery: valid, state, wire } = takenEvent(provider, next(), options);
    const { payload: _, ...bare } = valid;
    const delivery = wire.withSecret({ ...bare, body: damage(valid.body) }, options.secret);
    const asked = { contract: CONTRACT, name: `body ${name}`, description: `survived: ${name}`, delivery, state };
    return { ...asked, exact: true, answer: ANSWERS.survived, from: { negative: `body: ${name}` } };
  });

/** What a receiver must refuse, with any 4xx, and what it must survive, without a 5xx. */
export const negativeInteractions = (provider: Provider, options: PactOptions): PactInteraction[] => {
  let index = FIRST_INDEX;
  const next = (): number => index++;
  const all = [...badlyProven(provider, options, next), ...malformed(provider, options, next)];
  return all.map((asked) => toInteraction(provider, asked, options));
};
