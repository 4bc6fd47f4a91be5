export default {
  test: { include: ["*.spec.ts"], clearMocks: true, restoreMocks: true, testTimeout: 120_000, maxWorkers: "100%" },
};
