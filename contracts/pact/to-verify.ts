import { isObject } from "../../schemas/is-object.ts";
import { ownProofOf, withSecret } from "./own-proof.ts";
import type { ReadInteraction, ReadPact } from "./read-pact.ts";
import { INTERACTION } from "./state-server.ts";

type Raw = Record<string, unknown>;

// A state's parameters carry the key, so that what a handler throws is known to belong there. A string of V2 has none.
const withKey = (raw: Raw, key: string): Raw => {
  const { providerStates } = raw;
  if (!Array.isArray(providerStates)) return raw;
  return {
    ...raw,
    providerStates: providerStates.map((state) =>
      isObject(state) ? { ...state, params: { ...Object(state["params"]), [INTERACTION]: key } } : state,
    ),
  };
};

/** Whether the verifier is to send an interaction. */
export const isSent = ({ kind, problem }: ReadInteraction): boolean => kind === "http" && problem === undefined;

/** The file that the verifier gets: what it can send, each with a key of its own, none pending. */
export const toVerify = (pact: ReadPact, secret?: string): object => {
  const { messages: _, ...rest } = pact.raw;
  const own = secret === undefined ? undefined : ownProofOf(pact);
  const interactions = pact.interactions.filter(isSent).map(({ key, raw }) => {
    const { request } = raw;
    const proven =
      own && secret !== undefined && isObject(request) ? { request: withSecret(request, own, secret) } : {};
    return withKey({ ...raw, ...proven, ...(pact.version >= 4 ? { key, pending: false } : {}) }, key);
  });
  return { ...rest, interactions };
};
