import { count } from "../../contracts/formats/count.ts";
import type { OnProgress, Progress } from "../../contracts/progress.ts";
import { isWatched, openLine } from "./bar.ts";

/** Shows how far a verification is. */
export interface ProgressLine {
  onProgress: OnProgress;
  /** Where it is, as one says it after "stopped". */
  when(): string;
  stop(): void;
}

const SECOND = 1000;

const sayWhen = ({ check, result }: Progress): string =>
  check === undefined ? "before the first check" : result === undefined ? `during ${check}` : `after ${check}`;

/** A verification on a line: which check of how many, what was sent, and for how long nothing has come of it. */
export const sayProgress = ({ check, result, done, total, sent, waiting }: Progress, quietMs: number): string => {
  const number = result === undefined && check !== undefined ? done + 1 : done;
  const seconds = `${Math.floor(quietMs / SECOND)} s`;
  const quiet = waiting > 0 ? `, ${waiting} unanswered for ${seconds}` : `, nothing new for ${seconds}`;
  const what = check ?? "finding out the envelope";
  return `${number}/${total} ${what}: ${count(sent, "delivery", "deliveries")}${quietMs < SECOND ? "" : quiet}`;
};

/** A line on a terminal's standard error that is drawn anew while a verification runs; nothing is drawn elsewhere, such as in CI. */
export const openProgressLine = async (): Promise<ProgressLine> => {
  let last: Progress = { done: 0, total: 0, sent: 0, waiting: 0 };
  let changed = performance.now();
  const say = (width: number): string =>
    sayProgress(last, performance.now() - changed).slice(0, Math.max(0, width - 1));
  const line = isWatched() ? await openLine((_, { maxWidth }) => say(maxWidth)) : undefined;
  line?.start(0, 0);
  return {
    onProgress(progress) {
      last = progress;
      changed = performance.now();
    },
    when: () => sayWhen(last),
    stop: () => line?.stop(),
  };
};
