// Does the receiver rely on more than the provider's schemas promise? `node examples/message-pact/verify.js`
import { fileURLToPath } from "node:url";
import { formatReport } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { verifyMessagePact } from "hookwright/pact";

const verify = (name) =>
  verifyMessagePact({
    files: [fileURLToPath(new URL(`pacts/${name}.json`, import.meta.url))],
    provider: cloudflare,
  });

const right = await verify("web-cloudflare");
const hurried = await verify("hurried-cloudflare");
for (const report of [right, hurried]) console.log(`${formatReport(report, "text")}\n`);

const asPlanned = right.passed && !hurried.passed;
console.log(asPlanned ? "As planned: the first passed, the second did not." : "Not as planned: see above.");
process.exitCode = asPlanned ? 0 : 1;
