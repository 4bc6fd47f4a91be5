import type { Recorder } from "./create-recorder.ts";

/** Looks at something of the handler's; what goes wrong with that is told, and is no concern of the handler. */
export const unharmed = <T>({ fail }: Pick<Recorder, "fail">, look: () => T): T | undefined => {
  try {
    return look();
  } catch (error) {
    fail(error);
    return undefined;
  }
};
