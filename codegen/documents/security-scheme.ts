import type { Auth, ProviderDefinition } from "../../schemas/provider.ts";

/** Where a secret goes, in the words that both kinds of documents share. */
export interface SecurityScheme {
  /** `http` is basic authentication, anything else a header or parameter of its own. */
  type: "key" | "http";
  in?: "header" | "query";
  name?: string;
  description: string;
}

/** What a provider's deliveries prove themselves by, and whether each does. */
export interface Security {
  scheme: SecurityScheme;
  optional: boolean;
}

type Kind = Exclude<Auth["kind"], "none">;
type Of<K extends Kind> = Extract<Auth, { kind: K }>;

const signed = ({ value = "{signature}", signed = "{body}", ...rest }: Of<"hmac">): string => {
  const { algorithm = "sha256", encoding = "hex", timestamp, id } = rest;
  const beside = [timestamp && `{timestamp} in ${timestamp}`, id && `{id} in ${id}`].filter(Boolean);
  return `${value}: the HMAC (${algorithm}, in ${encoding}) of ${signed}, keyed with the secret${beside.map((one) => `; ${one}`).join("")}.`;
};

// Kind of authentication to its scheme.
const SCHEMES: { readonly [K in Kind]: (auth: Of<K>) => SecurityScheme } = {
  header: ({ name }) => ({ type: "key", in: "header", name, description: "The secret, as it is." }),
  "url-token": ({ parameter }) => ({
    type: "key",
    in: "query",
    name: parameter,
    description: "The secret, in the URL that is registered.",
  }),
  basic: ({ username }) => ({ type: "http", description: `The user ${username}, with the secret for a password.` }),
  hmac: (auth) => ({ type: "key", in: "header", name: auth.header, description: signed(auth) }),
};

/** How a provider's deliveries are proven; nothing where no secret is known of. */
export const securityOf = ({ delivery: { auth, authWithSecret } }: ProviderDefinition): Security | undefined => {
  const used = auth.kind === "none" ? authWithSecret : auth;
  if (used === undefined || used.kind === "none") return undefined;
  return { scheme: SCHEMES[used.kind](used as never), optional: auth.kind === "none" };
};
