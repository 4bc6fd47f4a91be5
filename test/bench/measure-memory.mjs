// Memory while lifecycles are streamed: node measure-memory.mjs <lifecycles> <function|url>
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { buildLifecycle, deliverEach } from "../../dist/index.js";
import { provider } from "./subject.mjs";
import { withServer } from "./with-server.mjs";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const [count, kind] = [Number(process.argv[2]), process.argv[3]];
const SHARES = [0.1, 0.5, 1];
const MIB = 2 ** 20;

const samples = [];
const sample = async (share) => {
  await setImmediate(); // what a WeakRef saw is kept until then
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  samples.push({ share, used: (heapUsed + external) / MIB, rss: rss / MIB });
};

const source = async function* () {
  for (let index = 0; index < count; index++) {
    yield buildLifecycle(provider, "issuance", { index });
    const reached = SHARES.find((share) => Math.round(share * count) === index + 1);
    if (reached !== undefined) await sample(reached);
  }
};

let answered = 0;
const stream = async (target) => {
  for await (const { response } of deliverEach(source(), target)) if (response?.status === 200) answered++;
};
const began = performance.now();
if (kind === "url") await withServer(stream);
else await stream(() => new Response("ok"));
console.log(JSON.stringify({ samples, answered, seconds: (performance.now() - began) / 1000 }));
