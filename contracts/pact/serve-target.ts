import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { callListener } from "../../mocks/node-listener.ts";
import type { FetchFunction } from "../../mocks/sending/function-sender.ts";
import { knock } from "../../mocks/sending/knock.ts";
import { notAResponse, ReceiverError, threw, uselessResponse } from "../../mocks/sending/receiver-error.ts";
import { toListener } from "../../mocks/server/node-http.ts";
import type { Target } from "../../mocks/target.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";

/** A receiver behind a URL, wherever it lives. */
export interface ServedTarget {
  url: string;
  inProcess: boolean;
  /** Fails where nothing listens. */
  knock(): Promise<void>;
  /** What a receiver of this process threw, or returned in place of a Response; in order. */
  failures: readonly string[];
  close(): Promise<void>;
}

const openUrl = (target: string): ServedTarget => {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new HookwrightError(
      "invalid-option",
      `Failed to verify pacts at "${target}": it is no http or https URL. Give one like http://127.0.0.1:3000, a fetch function, an object with one, or nodeListener(app).`,
    );
  const place = target.replace(/\/$/, "");
  return { url: place, inProcess: false, knock: () => knock(url), failures: [], close: async () => {} };
};

const LARGEST = 2 ** 20; // bytes of an answer, as with every other sender

// An answer that never ends would fill the memory before the verifier has enough of it.
const bounded = async (answer: Response): Promise<Response> => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > LARGEST) throw uselessResponse(`of more than ${LARGEST} bytes`);
    chunks.push(chunk);
  }
  const { status, headers } = answer;
  return new Response(size === 0 ? null : new Blob(chunks), { status, headers });
};

const listenerOf = (receive: FetchFunction, failures: string[]): RequestListener =>
  toListener(async (request) => {
    try {
      const answer: unknown = await receive(request);
      if (answer instanceof Response) return await bounded(answer);
      throw notAResponse(answer);
    } catch (error) {
      failures.push(error instanceof ReceiverError ? error.message : threw(error).message);
      throw error;
    }
  });

const serve = async (listener: RequestListener, failures: readonly string[]): Promise<ServedTarget> => {
  const server = createServer({ requestTimeout: 0 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    inProcess: true,
    knock: async () => {},
    failures,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/**
 * Puts a receiver behind a URL, for what can only send to URLs: a function is served on a free port of this machine.
 * @throws HookwrightError `invalid-option` for what is no target
 */
export const serveTarget = async (target: Target): Promise<ServedTarget> => {
  const failures: string[] = [];
  if (typeof target === "function") return serve(listenerOf(target, failures), failures);
  if (typeof target === "object" && target !== null && "fetch" in target)
    return serve(
      listenerOf((request) => target.fetch(request), failures),
      failures,
    );
  if (typeof target === "object" && target !== null && "nodeListener" in target)
    return serve((request, response) => {
      callListener(target, request, response).catch((error: unknown) => {
        failures.push(threw(error).message);
        response.destroy();
      });
    }, failures);
  return openUrl(String(target));
};
