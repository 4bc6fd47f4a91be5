import { setupWorker } from "msw/browser";
import { type Outcome, tellStory } from "./story.ts";

// Each call is a trip to the service worker and back: all checks take half a minute.
const FEW = { check: ["accepts-valid", "follows-lifecycle", "rejects-bad-secret"] } as const;

const tell = (): Promise<Outcome> =>
  tellStory(async (handlers) => {
    await setupWorker(...handlers).start({ quiet: true, onUnhandledRequest: "bypass" });
    return fetch;
  }, FEW);

const outcome = await tell().catch((error: Error) => ({ failed: error.stack ?? String(error) }));
document.body.textContent = JSON.stringify(outcome);
await fetch("/outcome", { method: "POST", body: JSON.stringify(outcome) });
