import { createServer } from "node:http";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";
import type { Exchange } from "./exchange.ts";
import { apis } from "./generated/routes.ts";
import { listen } from "./listen.ts";
import { type MockOptions, mockProvider } from "./mock-provider.ts";
import { answer } from "./server/answer.ts";
import { toListener } from "./server/node-http.ts";
import { CONTROL, checkClashes, pathOf, type ServedMock } from "./server/served-mock.ts";

/** A provider to be served, and how it is mocked. */
export interface ProviderToServe {
  provider: Provider;
  options: MockOptions;
}

/** What `openMockServer` takes. */
export interface MockServerOptions {
  /** 0 is any that is free. */
  port: number;
  /** Answers requests for other hosts than this machine, and of pages from elsewhere. @default false */
  allowRemote?: boolean;
  /** Called with each webhook, after what set it going. */
  onExchange?: (provider: string, exchange: Exchange) => void;
  /** Called with each call that no route answers. */
  onUnhandled?: (provider: string, call: { method: string; url: string }) => void;
}

/** Mocked providers on a port of this machine. */
export interface MockServer {
  /** Where each provider's API is, to be used in place of the real one's address; none where it has no API. */
  urls: { provider: string; url: string | undefined }[];
  /** Where the control is. */
  control: string;
  /** Lets virtual time pass by itself; a clock that is being advanced by hand is caught up with later. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const toServed = ({ provider, options }: ProviderToServe): ServedMock => ({
  name: provider.name,
  fields: Object.keys(provider.definition.subject),
  mock: mockProvider(provider, options),
  base: (options.routes ?? apis[provider.name])?.base,
});

/** Calls back with what has been added to a list since the last time. */
const tail = <T>(list: readonly T[], callback: (one: T) => void): (() => void) => {
  let seen = 0;
  return () => {
    const since = list.slice(Math.min(seen, list.length));
    seen = list.length;
    since.forEach(callback);
  };
};

/**
 * Serves mocked providers on 127.0.0.1, each under the path of its real API, and their control under `/_hookwright`.
 * @throws HookwrightError `invalid-option` for a port that cannot be had, or for paths that clash
 */
export const openMockServer = async (
  providers: readonly ProviderToServe[],
  { port, allowRemote = false, onExchange = () => {}, onUnhandled = () => {} }: MockServerOptions,
): Promise<MockServer> => {
  const mocks = providers.map(toServed);
  checkClashes(mocks);
  const tails = mocks.flatMap(({ name, mock }) => [
    tail(mock.exchanges, (one) => onExchange(name, one)),
    tail(mock.unhandled, (one) => onUnhandled(name, one)),
  ]);
  const tell = (): void => {
    for (const next of tails) next();
  };
  const owed = new Map<ServedMock, number>();
  const passFor = async (served: ServedMock, ms: number): Promise<void> => {
    const due = (owed.get(served) ?? 0) + ms;
    owed.set(served, 0);
    await served.mock.advance({ seconds: due / 1000 }).catch((error: unknown) => {
      if (!(error instanceof HookwrightError && error.code === "busy")) throw error;
      owed.set(served, due);
    });
  };
  const server = createServer(toListener((request) => answer(mocks, request, allowRemote).finally(tell)));
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    urls: mocks.map((served) => ({
      provider: served.name,
      url: served.base === undefined ? undefined : origin + (pathOf(served) ?? ""),
    })),
    control: origin + CONTROL,
    async pass(ms) {
      for (const served of mocks) await passFor(served, ms);
      tell();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
