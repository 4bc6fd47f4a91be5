import type { Exchange } from "../../mocks/exchange.ts";
import { sleep } from "../../mocks/sending/real-time.ts";
import { RateLimited } from "./receiver-failure.ts";

const TRIES = 3;
const SECOND = 1000;
const LONGEST = 10 * SECOND; // to wait for a receiver that asks for it

/** How long a receiver asks to be left alone, in milliseconds; `undefined` where it does not ask. */
const pauseOf = ({ response }: Exchange): number | undefined => {
  const { status = 0, headers = {} } = response ?? {};
  const after = headers["retry-after"];
  if (status !== 429 && !(status === 503 && after !== undefined)) return undefined;
  const seconds = Number(after ?? 1);
  const ms = Number.isFinite(seconds) ? seconds * SECOND : Date.parse(String(after)) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : SECOND;
};

/**
 * Sends, and sends again after a pause where the receiver limits the rate.
 * @throws RateLimited where it goes on doing so, or asks for more than ten seconds
 */
export const politely = async (sendOnce: () => Promise<Exchange>): Promise<Exchange> => {
  for (let tries = 1; ; tries++) {
    const exchange = await sendOnce();
    const pause = pauseOf(exchange);
    if (pause === undefined) return exchange;
    if (tries === TRIES || pause > LONGEST) throw new RateLimited("the receiver limits the rate");
    await sleep(pause);
  }
};
