import type { ProviderFolder } from "../schemas/provider-folder.ts";
import { distinctNames } from "./distinct-names.ts";

/** A text as a name that TypeScript and both kinds of documents take: "order paid" becomes "OrderPaid". */
export const identifier = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase())
    .replaceAll(/\d[a-z]/g, (found) => found.toUpperCase())
    .replace(/^(?=\d)/, "N");

/** The names of the types that every provider has, beside those of its schemas. */
export const ownTypes = (
  provider: string,
): Record<"event" | "events" | "eventType" | "lifecycle" | "subject", string> => {
  const name = identifier(provider);
  return {
    event: `${name}Event`,
    events: `${name}Events`,
    eventType: `${name}EventType`,
    lifecycle: `${name}Lifecycle`,
    subject: `${name}Subject`,
  };
};

const fileName = (path: string): string => path.replace(/^.*\//, "").replace(/\.schema\.json$/, "");

/** A name of its own for each schema of a folder, by its path: its title's, else its file's. */
export const typeNames = ({ provider, schemas }: ProviderFolder): ReadonlyMap<string, string> => {
  const distinct = distinctNames(Object.values(ownTypes(provider.name)), "");
  return new Map(
    Object.entries(schemas).map(([path, { title }]) => {
      const name = [title ?? "", fileName(path), path].map(identifier).find((one) => one !== "") ?? "Schema";
      return [path, distinct(name)];
    }),
  );
};
