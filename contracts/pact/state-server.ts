import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { isObject } from "../../schemas/is-object.ts";
import { row } from "../../schemas/row.ts";
import { createCallGiven } from "../session/given-function.ts";

/** Whether a state is to be brought about, or to be undone after its interaction. */
export type StateAction = "setup" | "teardown";

/**
 * Brings the receiver into a provider state, or out of it; the parameters are those of the interaction's subject. What it
 * returns are values for the request, by the names of its generators.
 */
export type StateHandler = (state: string, params: Readonly<Record<string, unknown>>, action: StateAction) => unknown;

/** A handler for each state by its name; a state that has none fails its interaction. */
export type StateTable = Readonly<
  Record<string, (params: Readonly<Record<string, unknown>>, action: StateAction) => unknown>
>;

/** What brings the receiver into provider states. */
export interface StateHandlers {
  /** Called for every state before and after its interaction; what it returns are values for generators. */
  states?: StateHandler | StateTable;
  /** Called with the subject that a state is about, before its first interaction. */
  prepare?: (subject: Readonly<Record<string, unknown>>) => unknown;
  /** Called with each prepared subject when all is done. */
  cleanup?: (subject: Readonly<Record<string, unknown>>) => unknown;
}

/** A loopback server that the verifier asks for each provider state. */
export interface StateServer {
  url: string;
  /** What handlers threw for an interaction, by its key. */
  failures: ReadonlyMap<string, readonly string[]>;
  /** Cleans up what was prepared; what failed in it. */
  cleanUp(): Promise<string[]>;
  close(): Promise<void>;
}

/** The parameter that tells which interaction a state is asked for; no handler sees it. */
export const INTERACTION = "hookwright:interaction";

const say = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const callStates = (
  states: StateHandlers["states"],
  state: string,
  params: Record<string, unknown>,
  action: StateAction,
): unknown => {
  if (typeof states === "function") return states(state, params, action);
  if (states === undefined) return undefined;
  const handler = row(states, state);
  if (!handler) throw new Error(`there is no handler of that name; there are: ${Object.keys(states).join(", ")}`);
  return handler(params, action);
};

const PATIENCE = 0.9; // of the verifier's own, so that what it is told comes before it gives up

/** Serves state handlers to pact-core's verifier, which lives in another process and waits `timeout` milliseconds for each. */
export const serveStates = async (
  { states, prepare, cleanup }: StateHandlers,
  timeout: number,
): Promise<StateServer> => {
  const failures = new Map<string, string[]>();
  const prepared = new Map<string, Record<string, unknown>>();
  const call = createCallGiven(Math.floor(timeout * PATIENCE));

  const prepareOnce = async (subject: Record<string, unknown>): Promise<void> => {
    const id = JSON.stringify(subject);
    if (!prepare || Object.keys(subject).length === 0 || prepared.has(id)) return;
    await call("prepare", () => prepare(subject));
    prepared.set(id, subject);
  };

  const handle = async (state: string, params: Record<string, unknown>, action: StateAction): Promise<string> => {
    if (state === "") return "{}"; // the verifier asks even where an interaction names none
    if (action === "setup") await prepareOnce(params);
    const values = await call("states", () => callStates(states, state, params, action));
    return isObject(values) ? (JSON.stringify(values) ?? "{}") : "{}";
  };

  const server = createServer(async (request, response) => {
    const { state, params = {}, action } = JSON.parse(await text(request));
    const { [INTERACTION]: key = "", ...rest } = params;
    try {
      const values = await handle(String(state), rest, action);
      response.setHeader("content-type", "application/json").end(values);
    } catch (error) {
      const what = `the state "${state}" could not be ${action === "setup" ? "brought about" : "undone"}: ${say(error)}`;
      failures.set(String(key), [...(failures.get(String(key)) ?? []), what]);
      response.writeHead(400).end(); // of a 500 the verifier would ask twice more
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    failures,
    async cleanUp() {
      const failed: string[] = [];
      if (cleanup)
        for (const subject of prepared.values())
          await call("cleanup", () => cleanup(subject)).catch((error) => failed.push(say(error)));
      return failed;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
