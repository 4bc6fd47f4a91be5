// The receiver's own consumer test, with pact-js: `npm i -D @pact-foundation/pact`, then `node consumer.js`.
// It writes pacts/web-cloudflare.json and pacts/hurried-cloudflare.json, which receiver.test.js verifies.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { asynchronousBodyHandler, MatchersV3, MessageConsumerPact } from "@pact-foundation/pact";
import { handle, handleInHurry } from "./receiver.js";

const { like, uuid } = MatchersV3;
const dir = fileURLToPath(new URL("pacts", import.meta.url));
const pactOf = (consumer) => new MessageConsumerPact({ consumer, provider: "cloudflare", dir, logLevel: "error" });

const failed = {
  metadata: { event: { id: like("an id"), type: "ssl.custom_hostname_certificate.validation.failed" } },
  data: { ssl: { id: uuid("0d89c70d-ad9f-4843-b99f-6cc0252067e9"), status: "pending_validation" } },
};

await pactOf("web")
  .expectsToReceive("a failed validation")
  .withContent(failed)
  .withMetadata({ contentType: "application/json" })
  .verify(asynchronousBodyHandler(async (event) => assert.equal(handle(event).state, "pending")));

await pactOf("hurried")
  .expectsToReceive("a failed validation with its reason")
  .withContent({ ...failed, data: { ssl: { ...failed.data.ssl, reason: like("CAA record") } } })
  .withMetadata({ contentType: "application/json" })
  .verify(asynchronousBodyHandler(async (event) => assert.equal(typeof handleInHurry(event).why, "string")));
