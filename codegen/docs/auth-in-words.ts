import type { Auth } from "../../schemas/provider.ts";
import { code } from "./table.ts";

type InWords = { [Kind in Auth["kind"]]: (auth: Extract<Auth, { kind: Kind }>) => string };

const WORDS: InWords = {
  none: () => "nothing",
  header: ({ name }) => `the secret itself, in the header ${code(name)}`,
  "url-token": ({ parameter }) => `the secret itself, in the query as ${code(`?${parameter}=`)}`,
  basic: ({ username }) => `HTTP basic authentication, as ${code(username)}`,
  hmac: ({ header, algorithm = "sha256" }) => `a signature (HMAC, ${algorithm}) in the header ${code(header)}`,
};

/** How a provider proves that a delivery is its own: "the secret itself, in the header `x-token`". */
export const authInWords = (auth: Auth): string => WORDS[auth.kind](auth as never);
