import pc from "picocolors";

/** Colours for a terminal that takes them, and none for a pipe or a file, in a workflow as well. */
export const terminalColors: ReturnType<typeof pc.createColors> = pc.createColors(
  process.stdout.isTTY === true && pc.isColorSupported,
);
