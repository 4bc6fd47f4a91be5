/** What users have beside us: the oldest that package.json admits, and the newest. */
export const lanes = [
  { name: "oldest", node: "20", peers: { msw: "2.15", vitest: "4", "@pact-foundation/pact-core": "19", jest: "29" } },
  { name: "newest", node: "24", peers: { msw: "3", vitest: "5", "@pact-foundation/pact-core": "20", jest: "30" } },
];
