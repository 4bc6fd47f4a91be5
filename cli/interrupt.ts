const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Aborted by Ctrl-C, or by whoever ends the process politely, so that a command can end with what was done; a second time ends the
 * process at once.
 */
export const onInterrupt = (tell: () => void = () => {}): AbortSignal => {
  const controller = new AbortController();
  const interrupt = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    tell();
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return controller.signal;
};

/** The exit code of what Ctrl-C or SIGTERM ended. */
export const INTERRUPTED = 130;
