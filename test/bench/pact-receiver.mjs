import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { createReceiver } from "../../examples/node-http/receiver.js";

const SECRET = "s3cret"; // that of the committed pacts

const listen = async (server) => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}`;
};

/** The example receiver on a free port, which counts what comes in, and a state server beside it that prepares its rows. */
export const openReceiver = async () => {
  const receiver = createReceiver({ secret: SECRET });
  let deliveries = 0;
  receiver.on("request", ({ url }) => {
    if (url.startsWith("/webhooks/")) deliveries++;
  });
  const origin = await listen(receiver);
  const states = createServer(async (request, response) => {
    const { action, params = {} } = JSON.parse(await text(request));
    const provider = "stackId" in params ? "cloud66" : "cloudflare";
    if (action !== "teardown" && Object.keys(params).length > 0)
      await fetch(`${origin}/prepare/${provider}`, { method: "POST", body: JSON.stringify(params) });
    response.setHeader("content-type", "application/json").end("{}");
  });
  return {
    origin,
    stateUrl: await listen(states),
    deliveries: () => deliveries,
    close() {
      for (const server of [receiver, states]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
};
