import { startTimer } from "#timer";
import type { Delivery } from "../delivery.ts";
import type { Answer, Exchange, ExchangeErrorCode } from "../exchange.ts";
import { classify } from "./classify.ts";
import { type CollectedBody, collectBody } from "./collect-body.ts";
import { explain } from "./explain.ts";
import { onAbort } from "./on-abort.ts";
import { elapsedMs } from "./real-time.ts";
import type { Sender } from "./sender.ts";

/** Sends one delivery and reads its answer; whatever the receiver does becomes one exchange, within the time. */
export const send = (sender: Sender, delivery: Delivery, timeout: number, signal?: AbortSignal): Promise<Exchange> =>
  new Promise((resolve) => {
    const began = elapsedMs();
    let response: Answer | undefined;
    let body: CollectedBody | undefined;
    let connected = false;
    let over = false;
    let breakOff = (): void => {};
    let letGo: (() => void) | undefined;

    const finish = (error?: Exchange["error"]): void => {
      over = true;
      stopTimer();
      letGo?.();
      const exchange: Exchange = { delivery };
      if (response) {
        response.ms = elapsedMs() - began;
        if (body) response.body = body.text();
        exchange.response = response;
      }
      if (error) exchange.error = error;
      resolve(exchange);
    };
    const fail = (code: ExchangeErrorCode, error?: unknown): void => {
      if (over) return;
      const { url } = sender;
      finish({ code, message: explain({ code, error, url, timeout, begun: response !== undefined }) });
      breakOff();
    };
    const abort = (): void => fail("aborted");

    const stopTimer = startTimer(timeout, () =>
      fail(!connected && sender.isConnecting() ? "connect-timeout" : "timeout"),
    );
    if (signal?.aborted) return abort();
    letGo = signal && onAbort(signal, abort);
    breakOff = sender.send(delivery, {
      connected() {
        connected = true;
        if (over) breakOff();
      },
      head(status, headers) {
        response ??= { status, headers, body: "", ms: 0 };
      },
      chunk(bytes) {
        body ??= collectBody();
        if (!over && !body.add(bytes)) fail("too-large");
      },
      end() {
        if (!over) finish();
      },
      fail: (error) => fail(classify(error, response !== undefined), error),
    });
    if (over) breakOff();
  });
