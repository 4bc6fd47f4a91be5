import { registry } from "../generators/generated/registry.ts";
import type { Provider } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";

/**
 * A provider by its name, or by the path of its folder.
 * @throws HookwrightError `unknown-name`, or `invalid-provider` for a folder
 */
export const loadProvider = async (nameOrFolder: string): Promise<Provider> => {
  if (Object.hasOwn(registry, nameOrFolder)) return (registry[nameOrFolder] as () => Promise<Provider>)();
  if (!/[\\/]/.test(nameOrFolder)) throw unknownName("provider", nameOrFolder, Object.keys(registry));
  const { defineProvider } = await import("../generators/define-provider.ts");
  return defineProvider(nameOrFolder);
};
