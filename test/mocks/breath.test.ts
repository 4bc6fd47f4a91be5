import { buildLifecycle, deliverEach } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";

it("timers fire while deliveries go to a function that answers at once", async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const source = function* () {
    for (let index = 0; ticks < 3; index++) yield buildLifecycle(cloudflare, "issuance", { index });
  };
  for await (const { error } of deliverEach(source(), () => new Response())) expect(error).toBeUndefined();
  clearInterval(timer);
  expect(ticks).toBeGreaterThanOrEqual(3);
});
