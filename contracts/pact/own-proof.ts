import { checkAuth, proofOf } from "../../mocks/auth.ts";
import { badSecrets } from "../../mocks/proof/bad-secrets.ts";
import { tokenInPath } from "../../mocks/sending/token-in-path.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Auth } from "../../schemas/provider.ts";
import type { ReadPact } from "./read-pact.ts";

type Raw = Readonly<Record<string, unknown>>;

/** How the requests of a file of hookwright's own are proven. */
export interface OwnProof {
  /** The one that the file was built with. */
  secret: string;
  auth?: Auth;
  /** With `{secret}` in it, where the secret stands in the path. */
  path?: string;
}

/** How a file's requests are proven, where it says so. */
export const ownProofOf = ({ raw }: ReadPact): OwnProof | undefined => {
  const { metadata } = raw;
  const own = isObject(metadata) ? metadata["hookwright"] : undefined;
  if (!isObject(own)) return undefined;
  const { secret, auth, path } = own;
  if (typeof secret !== "string" || secret === "") return undefined;
  return {
    secret,
    ...(auth !== undefined && { auth: auth as Auth }),
    ...(typeof path === "string" && { path }),
  };
};

const authProblem = (auth: Auth | undefined): string | undefined => {
  if (auth === undefined) return "it does not say how: build it anew";
  if (auth.kind === "hmac") return "it is signed with its own: build it with yours";
  try {
    checkAuth(auth);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** Why another secret cannot take the place of a file's own, if it cannot. */
export const secretProblem = (pact: ReadPact, secret: string | undefined): string | undefined => {
  const own = ownProofOf(pact);
  if (!own || secret === undefined || secret === own.secret) return undefined;
  const problem = authProblem(own.auth);
  return problem && `the given secret cannot take the place of the one that it was built with: ${problem}`;
};

const RIGHT = "right";

// A wrong secret was made of the right one, its beginning or its other case: it is told by its id.
const secretsById = (secret: string): ReadonlyMap<string, string> =>
  new Map([
    [RIGHT, secret],
    ...badSecrets(secret).flatMap(({ id, secret: bad }) => (bad === undefined ? [] : [[id, bad] as const])),
  ]);

interface Placed {
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  path: string | undefined;
}

const UNSIGNED = { body: new Uint8Array(), at: new Date(0), id: "" };

const placed = ({ auth = { kind: "none" }, path }: OwnProof, secret: string): Placed => {
  const proof = proofOf(auth, secret, UNSIGNED);
  const { target, query } = tokenInPath(path ?? "", proof.query);
  const headers = Object.entries(proof.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { headers: Object.fromEntries(headers), query, path: path === undefined ? undefined : target };
};

const has = (pairs: unknown, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([name, value]) => [Object(pairs)[name]].flat()[0] === value);

const idIn = (request: Raw, own: OwnProof): string | undefined => {
  if (own.auth === undefined || own.auth.kind === "hmac") return undefined;
  const found = [...secretsById(own.secret)].find(([, secret]) => {
    const { headers, query, path } = placed(own, secret);
    return (
      has(request["headers"], headers) && has(request["query"], query) && (path ?? request["path"]) === request["path"]
    );
  });
  return found?.[0];
};

const lists = (pairs: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, [value]]));

const over = (name: string, request: Raw, pairs: Readonly<Record<string, string>>): object =>
  Object.keys(pairs).length === 0 ? {} : { [name]: { ...Object(request[name]), ...lists(pairs) } };

/** A request with another secret where its file's authentication has one, and nowhere else. */
export const withSecret = (request: Raw, own: OwnProof, secret: string): Raw => {
  const id = idIn(request, own);
  const other = id === undefined ? undefined : secretsById(secret).get(id);
  if (other === undefined) return request;
  const { headers, query, path } = placed(own, other);
  return {
    ...request,
    ...(path !== undefined && { path }),
    ...over("query", request, query),
    ...over("headers", request, headers),
  };
};

/** The wrong secret that a request is sent with, if it is one. */
export const wrongSecretIn = (request: unknown, own: OwnProof, secret: string = own.secret): string | undefined => {
  const id = isObject(request) ? idIn(request, own) : undefined;
  return id === undefined || id === RIGHT ? undefined : secretsById(secret).get(id);
};
