/** Aborted by Ctrl-C, so that a command can end with what was done; a second one ends the process at once. */
export const onInterrupt = (tell: () => void = () => {}): AbortSignal => {
  const controller = new AbortController();
  process.once("SIGINT", () => {
    tell();
    controller.abort();
  });
  return controller.signal;
};

/** The exit code of what Ctrl-C ended. */
export const INTERRUPTED = 130;
