import { verifyPact } from "hookwright/pact";
import { expect, it } from "vitest";
import { cloud66Styles, cloudflareStyles } from "../../receivers/styles.ts";
import { SECRET } from "../../receivers/test-receiver.ts";
import { reportErrors } from "../../support/report-schema.ts";
import { brokenBy, committed, documents } from "./pact-receivers.ts";

const MINUTES = 300_000; // a hundred interactions, on a machine that others use, too

// A receiver of the notification envelope alone takes the bare payload for some other alert, and says so with a 2xx.
const styles = [
  ...cloudflareStyles.map((style) => ({ ...style, provider: "cloudflare" })),
  ...cloud66Styles.map((style) => ({ ...style, provider: "cloud66" })),
];

it.concurrent.each(styles)(
  "a receiver of $provider that $what passes every committed pact",
  { timeout: MINUTES },
  async ({ provider, create }) => {
    const { fetch, options } = create();
    const prepare = options.prepare as ((subject: unknown) => unknown) | undefined;
    const report = await verifyPact({
      files: committed(provider),
      target: fetch,
      secret: SECRET,
      ...(prepare && { prepare }),
    });
    expect(report.checks.filter(({ result }) => result !== "pass")).toEqual([]);
    expect(report.passed).toBe(true);
    expect(report.counts.pass).toBe(documents(provider, SECRET).flatMap(({ interactions }) => interactions).length);
    expect(reportErrors(report)).toEqual([]);
  },
);

it.each(styles)("the same without Pact's engine, for $provider that $what", async ({ provider, create }) => {
  const { fetch, options } = create();
  for (const document of documents(provider, SECRET))
    expect(await brokenBy(document, fetch, { prepare: options.prepare as never, timeout: 5000 })).toBeUndefined();
});
