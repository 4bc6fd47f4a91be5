import type { Provider } from "../../schemas/provider.ts";

/** What a starter has to know of a provider. */
export interface AboutProvider {
  name: string;
  title: string;
  /** The folder of a user's own; absent for a built-in one. */
  folder?: string;
  /** Its name in JavaScript. */
  variable: string;
  subject: readonly string[];
  /** The states that its events lead to, in its own words. */
  states: readonly string[];
}

const camelCase = (name: string): string => name.replaceAll(/-+(\w?)/g, (_, letter: string) => letter.toUpperCase());

/** What a starter has to know of a provider, by its name or its folder. */
export const aboutProvider = ({ name, title, definition, machine }: Provider, given: string): AboutProvider => ({
  name,
  title,
  // A user's own may have any name, `new` or `target`, too.
  ...(given === name ? { variable: camelCase(name) } : { variable: "provider", folder: given }),
  subject: Object.keys(definition.subject),
  states: [...new Set(Object.values(machine.states).flatMap(({ on = {} }) => Object.values(on)))],
});
