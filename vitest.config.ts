import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// .ci/run reads the count from here.
const results = process.env["HOOKWRIGHT_TEST_RESULTS"];

const config: ViteUserConfig = defineConfig({
  resolve: {
    // Tests import the package by its public names and run its sources.
    alias: [
      { find: /^hookwright$/, replacement: source("./index.ts") },
      { find: /^hookwright\/(cloudflare|cloud66)$/, replacement: source("./generators/generated/$1.ts") },
      { find: /^hookwright\/msw$/, replacement: source("./mocks/mock-provider.ts") },
      { find: /^hookwright\/pact$/, replacement: source("./contracts/pact/index.ts") },
      { find: /^hookwright\/jest$/, replacement: source("./contracts/jest.ts") },
      { find: /^hookwright\/fast-check$/, replacement: source("./contracts/arbitrary.ts") },
      { find: /^hookwright\/vitest$/, replacement: source("./contracts/vitest.ts") },
      { find: "#transport", replacement: source("./mocks/transport-node.ts") },
      { find: "#pact", replacement: source("./contracts/pact/pact-node.ts") },
      { find: "#capture-file", replacement: source("./contracts/captures/capture-file-node.ts") },
      { find: "#timer", replacement: source("./mocks/sending/timer-node.ts") },
      { find: "#hash", replacement: source("./mocks/proof/hash-node.ts") },
      { find: "#read-folder", replacement: source("./generators/read-folder-node.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.{ts,js}"],
    maxWorkers: "100%", // the default leaves one core idle
    clearMocks: true,
    restoreMocks: true,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: results ? ["default", ["json", { outputFile: results }]] : ["default"],
  },
});

export default config;
