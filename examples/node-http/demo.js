// `npm run demo`: verifies the example receiver for both providers, then one with a bug, and stops everything.
import { styleText } from "node:util";
import { formatReport, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { careless } from "./careless.js";
import { createReceiver } from "./receiver.js";

const secret = "s3cret";

const names = process.stdout.isTTY ? ["green", "red", "yellow", "dim", "bold"] : [];
const colors =
  names.length > 0
    ? { colors: Object.fromEntries(names.map((name) => [name, (text) => styleText(name, text)])) }
    : undefined;

const states = {
  cloudflare: (origin, { id }) => `${origin}/state/cloudflare/${encodeURIComponent(id)}`,
  cloud66: (origin, { stackId, name }) => `${origin}/state/cloud66/${stackId}/${encodeURIComponent(name)}`,
};

const verify = (provider, origin) =>
  verifyReceiver(provider, `${origin}/webhooks/${provider.name}`, {
    secret,
    prepare: (subject) =>
      fetch(`${origin}/prepare/${provider.name}`, { method: "POST", body: JSON.stringify(subject) }),
    observe: async (subject) => {
      const answer = await fetch(states[provider.name](origin, subject));
      return answer.ok ? answer.json() : undefined;
    },
    settle: 200, // this receiver works before it answers
  });

const withReceiver = async (options, use) => {
  const server = createReceiver({ secret, ...options });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

const run = async (title, providers, options) => {
  console.log(`\n${title}\n`);
  const reports = await withReceiver(options, async (origin) => {
    const all = [];
    for (const provider of providers) all.push(await verify(provider, origin));
    return all;
  });
  for (const report of reports) console.log(`${formatReport(report, "text", colors)}\n`);
  return reports;
};

const right = await run("1. A correct receiver", [cloudflare, cloud66], {});
const wrong = await run("2. The same receiver with a bug", [cloudflare], { take: careless });

const asPlanned = right.every(({ passed }) => passed) && wrong.every(({ passed }) => !passed);
console.log(asPlanned ? "As planned: the first passed, the second did not." : "Not as planned: see above.");
process.exitCode = asPlanned ? 0 : 1;
