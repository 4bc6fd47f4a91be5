import { once } from "../../generators/once.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { Capture } from "../generated/capture.ts";
import type { Recorder } from "./create-recorder.ts";
import { recordFetch } from "./record-fetch.ts";
import { isNodeCall, recordListener } from "./record-listener.ts";

/** What `record` takes. */
export interface RecordOptions {
  /** The folder for the capture files; each recording has its own. */
  dir: string;
  /** Whose events are known. @default the built-in providers */
  providers?: readonly Provider[];
  /** Called with each capture once it is in its file. */
  onCapture?: (capture: Capture) => void;
  /** Told once of what goes wrong with saving. @default a warning of the process */
  onError?: (error: Error) => void;
}

const warn = (error: unknown): void =>
  globalThis.process?.emitWarning?.(error instanceof Error ? error.message : String(error));

// The recorded process ends for nothing that has to do with the recording, whether it is thrown or rejected.
const guarded =
  <T>(tell: (what: T) => unknown) =>
  (what: T): void => {
    Promise.resolve(what).then(tell).catch(warn);
  };

const openRecorder = async ({ dir, providers, onCapture, onError = warn }: RecordOptions): Promise<Recorder> => {
  const [{ createRecorder }, { registry }] = await Promise.all([
    import("./create-recorder.ts"),
    import("../../generators/generated/registry.ts"),
  ]);
  const known = providers ?? (await Promise.all(Object.values(registry).map((load) => load())));
  const open = async () => (await import("#capture-file")).createCaptureFile(dir);
  return createRecorder({
    providers: known,
    open,
    ...(onCapture && { onCapture: guarded(onCapture) }),
    onError: guarded(onError),
  });
};

/**
 * A handler that does and has what the given one does, a fetch function or a listener of Node's, and saves each exchange, redacted.
 * @template Handler what is recorded
 * @throws HookwrightError `invalid-option` for what is no function
 * @example export default { fetch: record(app.fetch, { dir: 'captures' }) }
 */
export const record = <Handler extends (...args: never[]) => unknown>(
  handler: Handler,
  options: RecordOptions,
): Handler => {
  if (typeof handler !== "function")
    throw new HookwrightError(
      "invalid-option",
      `Failed to record: ${String(handler)} is no function. Give a fetch function, such as app.fetch, or a listener of Node.`,
    );
  const recorder = once(() => openRecorder(options));
  const to: Pick<Recorder, "save" | "fail"> = {
    save: (exchange, done) => void recorder().then(({ save }) => save(exchange, done)),
    fail: (cause) => void recorder().then(({ fail }) => fail(cause)),
  };
  const recorded = (args: unknown[], call: () => unknown): unknown =>
    isNodeCall(args) ? recordListener(args, call, to) : recordFetch(args[0], call, to);
  return new Proxy(handler, {
    apply: (_, self: unknown, args: unknown[]) => recorded(args, () => handler.apply(self, args as never[])),
    // An Express app that is mounted in another is not called: its handle is.
    get(_, name) {
      const value: unknown = Reflect.get(handler, name);
      if (name !== "handle" || typeof value !== "function") return value;
      return (...args: unknown[]) => recorded(args, () => value.apply(handler, args));
    },
  });
};
