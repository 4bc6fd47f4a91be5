import type { CaptureFile } from "#capture-file";
import { once } from "../../generators/once.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { Capture } from "../generated/capture.ts";
import { createRedaction } from "./create-redaction.ts";
import type { RealExchange } from "./real-exchange.ts";

/** Saves exchanges, redacted, one after another. */
export interface Recorder {
  /** Never fails; what goes wrong is told once. `done` is called when the exchange is not needed any more. */
  save(exchange: RealExchange, done: () => void): void;
  /** Tells of what goes wrong with seeing an exchange, unless something was told before. */
  fail(cause: unknown): void;
  /** When all that was given is saved: how many were. */
  saved(): Promise<number>;
}

/** What `createRecorder` takes. */
export interface RecorderOptions {
  providers: readonly Provider[];
  open(): Promise<CaptureFile>;
  onCapture?: (capture: Capture) => void;
  onError(error: Error): void;
}

const KEY_BYTES = 32;
const MOST_WAITING = 5000; // exchanges that come in faster than they can be saved

const unsaved = (problem: string, cause?: unknown): HookwrightError =>
  new HookwrightError(
    "invalid-option",
    `Failed to save an exchange: ${problem}. Others may be missing, too; this is told once.`,
    { cause },
  );

// In this process's memory and nowhere else: nobody who has the files can ask which original a fake is of.
const key = once(() => crypto.getRandomValues(new Uint8Array(KEY_BYTES)));

/** Opens the file with the first exchange, and adds a line for each. */
export const createRecorder = ({ providers, open, onCapture, onError }: RecorderOptions): Recorder => {
  const file = once(open);
  const redact = once(() => createRedaction(providers, key()));
  let count = 0;
  let waiting = 0;
  let hasFailed = false;
  let work: Promise<void> = Promise.resolve();
  const fail = (cause: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    onError(
      cause instanceof HookwrightError ? cause : unsaved(cause instanceof Error ? cause.message : String(cause), cause),
    );
  };
  const write = async (exchange: RealExchange): Promise<void> => {
    const capture = redact()(exchange);
    await (await file()).append(`${JSON.stringify(capture)}\n`);
    count++;
    onCapture?.(capture);
  };
  return {
    save(exchange, done) {
      if (waiting >= MOST_WAITING) {
        done();
        return fail(unsaved("more come in than can be written"));
      }
      waiting++;
      work = work
        .then(() => write(exchange))
        .catch(fail)
        .finally(() => {
          waiting--;
          done();
        });
    },
    fail,
    saved: () => work.then(() => count),
  };
};
