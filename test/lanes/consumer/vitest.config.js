export default { test: { include: ["*.spec.ts"], clearMocks: true, restoreMocks: true, testTimeout: 60_000 } };
