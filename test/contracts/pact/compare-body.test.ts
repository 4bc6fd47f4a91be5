import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { compareBody } from "../../../contracts/pact/message/compare-body.ts";
import { placeRules } from "../../../contracts/pact/message/placed-rules.ts";
import { runVerifier } from "../../../contracts/pact/run-verifier.ts";
import { serve } from "../../support/serve.ts";
import { messageCases } from "./message-cases.ts";

it("says the same as Pact's own engine, of every matcher", async () => {
  const origin = await serve(async (request, response) => {
    const { description } = JSON.parse(await text(request)) as { description: string };
    response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify(messageCases[Number(description)]?.actual));
  });
  const file = join(tmpdir(), `hookwright-cases-${process.pid}.json`);
  const interactions = messageCases.map(({ expected, rules }, i) => ({
    type: "Asynchronous/Messages",
    key: String(i),
    description: String(i),
    contents: { contentType: "application/json", encoded: false, content: expected },
    ...(rules && { matchingRules: { body: rules } }),
  }));
  const pact = {
    consumer: { name: "receiver" },
    provider: { name: "sender" },
    interactions,
    metadata: { pactSpecification: { version: "4.0" } },
  };
  await writeFile(file, JSON.stringify(pact));
  const [answer] = await runVerifier([{ providerBaseUrl: origin, provider: "sender", pactUrls: [file] }]);
  if (!answer || "failure" in answer) throw new Error(JSON.stringify(answer));
  const theirs = answer.interactionResults.map(({ result }, i) => [messageCases[i]?.what, result === "OK"]);
  const ours = messageCases.map(({ what, expected, actual, rules }) => [
    what,
    compareBody(expected, actual, placeRules(rules)).length === 0,
  ]);
  expect(theirs).toHaveLength(messageCases.length);
  expect(ours).toEqual(theirs);
}, 120_000);
