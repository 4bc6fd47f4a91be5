import { startTimer } from "#transport";
import { classify } from "./classify.ts";
import { collectBody } from "./collect-body.ts";
import type { Delivery } from "./delivery.ts";
import type { Answer, Exchange, ExchangeErrorCode } from "./exchange.ts";
import { explain } from "./explain.ts";
import type { Sender } from "./sender.ts";

/** Sends one delivery and reads its answer; whatever the receiver does becomes one exchange, within the time. */
export const send = (sender: Sender, delivery: Delivery, timeout: number, signal?: AbortSignal): Promise<Exchange> =>
  new Promise((resolve) => {
    const began = performance.now();
    const body = collectBody();
    let head: Pick<Answer, "status" | "headers"> | undefined;
    let connected = false;
    let over = false;
    let breakOff = (): void => {};

    const finish = (error?: Exchange["error"]): void => {
      over = true;
      stopTimer();
      signal?.removeEventListener("abort", abort);
      const response = head && { ...head, body: body.text(), ms: performance.now() - began };
      resolve({ delivery, ...(response && { response }), ...(error && { error }) });
    };
    const fail = (code: ExchangeErrorCode, error?: unknown): void => {
      if (over) return;
      const { url } = sender;
      finish({ code, message: explain({ code, error, url, timeout, begun: head !== undefined }) });
      breakOff();
    };
    const abort = (): void => fail("aborted");

    const stopTimer = startTimer(timeout, () =>
      fail(!connected && sender.isConnecting() ? "connect-timeout" : "timeout"),
    );
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    breakOff = sender.send(delivery, {
      connected() {
        connected = true;
        if (over) breakOff();
      },
      head(status, headers) {
        head = { status, headers };
      },
      chunk(bytes) {
        if (!over && !body.add(bytes)) fail("too-large");
      },
      end() {
        if (!over) finish();
      },
      fail: (error) => fail(classify(error, head !== undefined), error),
    });
    if (over) breakOff();
  });
