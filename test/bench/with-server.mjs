import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Calls with the URL of a server that runs in another process, and stops it. */
export const withServer = async (use) => {
  const child = fork(fileURLToPath(new URL("trivial-server.mjs", import.meta.url)));
  try {
    const [port] = await once(child, "message");
    return await use(`http://127.0.0.1:${port}/webhooks`);
  } finally {
    child.disconnect();
    await once(child, "exit");
  }
};
