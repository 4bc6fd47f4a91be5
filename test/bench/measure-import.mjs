// One import in one process: node measure-import.mjs <name in modules.mjs>
import { modules } from "./modules.mjs";

const started = performance.now();
for (const module of modules[process.argv[2]]) await import(module);
console.log(JSON.stringify({ ms: performance.now() - started }));
process.exit(); // msw leaves handles open
