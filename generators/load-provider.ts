import type { Provider } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { registry } from "./generated/registry.ts";

/** A provider, the name of a built-in one, or a folder's path or file URL. */
export type ProviderSource = Provider | string | URL;

/** The names of the built-in providers. */
export const providerNames: readonly string[] = Object.keys(registry);

/** Whether a text is a folder's path rather than a name; `.` and `..` are, too. */
export const isPath = (text: string): boolean => /[\\/]|^\.\.?$/.test(text);

const readFolder = async (folder: string | URL): Promise<Provider> => {
  const { defineProvider } = await import("./define-provider.ts");
  return defineProvider(folder);
};

/**
 * A provider as it is, by its name, or by its folder.
 * @throws HookwrightError `unknown-name`, or `invalid-provider` for a folder
 */
export const loadProvider = async (source: ProviderSource): Promise<Provider> => {
  if (source instanceof URL) return readFolder(source);
  if (typeof source !== "string") return source;
  if (Object.hasOwn(registry, source)) return (registry[source] as () => Promise<Provider>)();
  if (!isPath(source)) throw unknownName("provider", source, providerNames);
  return readFolder(source);
};
