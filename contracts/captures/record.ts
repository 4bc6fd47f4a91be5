import { once } from "../../generators/once.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { Recorder } from "./create-recorder.ts";
import { recordFetch } from "./record-fetch.ts";
import { isNodeCall, recordListener } from "./record-listener.ts";

/** What `record` takes. */
export interface RecordOptions {
  /** The folder for the capture files; each recording has its own. */
  dir: string;
  /** Whose events are known. @default the built-in providers */
  providers?: readonly Provider[];
  /** Told once of what goes wrong with saving. @default a warning of the process */
  onError?: (error: Error) => void;
}

const warn = (error: Error): void => globalThis.process?.emitWarning?.(error.message);

const openRecorder = async ({ dir, providers, onError = warn }: RecordOptions): Promise<Recorder> => {
  const [{ createRecorder }, { registry }] = await Promise.all([
    import("./create-recorder.ts"),
    import("../../generators/generated/registry.ts"),
  ]);
  const known = providers ?? (await Promise.all(Object.values(registry).map((load) => load())));
  const open = async () => (await import("#capture-file")).createCaptureFile(dir);
  return createRecorder({ providers: known, open, onError });
};

/**
 * A handler that does what the given one does, a fetch function or a listener of Node's, and saves each exchange, redacted.
 * @template Handler what is recorded
 * @example export default { fetch: record(app.fetch, { dir: 'captures' }) }
 */
export const record = <Handler extends (...args: never[]) => unknown>(
  handler: Handler,
  options: RecordOptions,
): Handler => {
  const recorder = once(() => openRecorder(options));
  const to: Pick<Recorder, "save" | "fail"> = {
    save: (exchange, done) => void recorder().then(({ save }) => save(exchange, done)),
    fail: (cause) => void recorder().then(({ fail }) => fail(cause)),
  };
  const recorded = function (this: unknown, ...args: unknown[]): unknown {
    const call = (): unknown => handler.apply(this, args as never[]);
    return isNodeCall(args) ? recordListener(args, call, to) : recordFetch(args[0], call, to);
  };
  return recorded as unknown as Handler;
};
