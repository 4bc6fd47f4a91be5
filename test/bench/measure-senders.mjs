// All senders in one process, against a server in another: node measure-senders.mjs
import { senders } from "./senders.mjs";
import { withServer } from "./with-server.mjs";

const WARM_UP_MS = 1500;
const SLICE_MS = 1000; // autocannon looks at the clock once a second
const SLICES = 5;

// In turns of a second: a machine that is busy with something else is so for all of them.
const perSecond = Object.fromEntries(Object.keys(senders).map((name) => [name, []]));
await withServer(async (url) => {
  for (const send of Object.values(senders)) await send(url, WARM_UP_MS);
  for (let slice = 0; slice < SLICES; slice++)
    for (const [name, send] of Object.entries(senders)) perSecond[name].push(await send(url, SLICE_MS));
});
console.log(JSON.stringify({ perSecond }));
