/** Installs packages with npm into an empty folder, which lives as long as this process; `env` is npm's. */
export declare const install: (packages: readonly string[], env?: NodeJS.ProcessEnv) => Promise<string>;
