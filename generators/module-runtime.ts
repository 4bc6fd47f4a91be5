// What a module calls that `hookwright generate` wrote; for its use alone.
export { helpers } from "../schemas/generated/ajv-helpers.ts";
export { bindProvider } from "./bind-provider.ts";
export { acceptor } from "./matches/acceptor.ts";
export { once } from "./once.ts";
export * from "./runtime.ts";
