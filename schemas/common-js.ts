/**
 * What a CommonJS module exports, however a loader or bundler wraps it: Node puts `module.exports` under `default`,
 * others unwrap one level, and a module compiled from ES modules has a `default` of its own.
 */
export const commonJs = <T>(module: object): T => {
  let exported: unknown = module;
  while ((typeof exported === "object" || typeof exported === "function") && exported !== null && "default" in exported)
    exported = exported.default;
  return exported as T;
};
