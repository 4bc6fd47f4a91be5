import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { octokitFigure, suiteFigure } from "./figures.ts";
import { hookwrightMaker } from "./hookwright-maker.ts";
import { jsonSchemaFakerMaker } from "./json-schema-faker-maker.ts";
import { octokitEmbedded, octokitReference } from "./octokit.ts";

// Where the figures go: CONFORMANCE_FIGURES=test/bench/conformance.json npx vitest run test/conformance/figures.test.ts
const file = process.env["CONFORMANCE_FIGURES"];

// With its own depth of 5 it makes "" of every URI in an object in an object.
const peer = jsonSchemaFakerMaker({ maxDepth: 10 });

it("the figures of hookwright and of json-schema-faker are found in the same way", { timeout: 300_000 }, async ({
  skip,
}) => {
  if (!file) return skip("only the bench asks for figures");
  const figures = {
    "hookwright: json-schema-test-suite": await suiteFigure(hookwrightMaker),
    "json-schema-faker: json-schema-test-suite": await suiteFigure(peer),
    "hookwright: GitHub's events": await octokitFigure(hookwrightMaker, octokitReference),
    "json-schema-faker: GitHub's events": await octokitFigure(peer, octokitEmbedded),
  };
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
});
