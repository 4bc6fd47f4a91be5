/** Shows how far a command is. */
export interface Bar {
  advance(): void;
  stop(): void;
}

const NONE: Bar = { advance: () => {}, stop: () => {} };

/** A bar on a terminal's standard error; nothing elsewhere, such as in CI. */
export const openBar = async (what: string, total: number): Promise<Bar> => {
  if (!process.stderr.isTTY || process.env["CI"] !== undefined) return NONE;
  const { SingleBar, Presets } = await import("cli-progress");
  const format = `${what} {bar} {value}/{total}`;
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, hideCursor: true }, Presets.rect);
  bar.start(total, 0);
  return { advance: () => bar.increment(), stop: () => bar.stop() };
};
