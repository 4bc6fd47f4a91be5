// The examples are packages of their own, and know this one by its name: here they find it under it, without an install.
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "examples/node_modules");
const link = join(folder, "hookwright");

mkdirSync(folder, { recursive: true });
rmSync(link, { force: true, recursive: true }); // removes a link, not what it leads to
symlinkSync(root, link, "junction"); // on Windows a junction, which needs no right; elsewhere a link
