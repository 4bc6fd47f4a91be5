import type { SingleBar } from "cli-progress";

/** Shows how far a command is. */
export interface Bar {
  advance(): void;
  stop(): void;
}

const NONE: Bar = { advance: () => {}, stop: () => {} };

/** Standard error is a terminal that somebody looks at: elsewhere, such as in CI, nothing is drawn. */
export const isWatched = (): boolean => process.stderr.isTTY && process.env["CI"] === undefined;

type Format = NonNullable<ConstructorParameters<typeof SingleBar>[0]["format"]>;

/** A line on standard error that is drawn anew ten times a second, and gone when it stops. */
export const openLine = async (format: Format): Promise<SingleBar> => {
  const { SingleBar, Presets } = await import("cli-progress");
  // Its own graceful exit would keep SIGTERM from ending the process, and so nothing is hidden that it must bring back.
  const options = { clearOnComplete: true, gracefulExit: false, linewrap: true, barsize: 20 };
  return new SingleBar({ format, stream: process.stderr, ...options }, Presets.rect);
};

/** A bar on a terminal's standard error; nothing elsewhere, such as in CI. */
export const openBar = async (what: string, total: number): Promise<Bar> => {
  if (!isWatched()) return NONE;
  const bar = await openLine(`${what} {bar} {value}/{total}`);
  bar.start(total, 0);
  return { advance: () => bar.increment(), stop: () => bar.stop() };
};
