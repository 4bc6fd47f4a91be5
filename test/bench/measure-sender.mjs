// One sender in one process, against a server in another: node measure-sender.mjs <name in senders.mjs>
import { senders } from "./senders.mjs";
import { withServer } from "./with-server.mjs";

const WARM_UP_MS = 1000;
const MEASURE_MS = 3000;

const send = senders[process.argv[2]];
const perSecond = await withServer(async (url) => {
  await send(url, WARM_UP_MS);
  return send(url, MEASURE_MS);
});
console.log(JSON.stringify({ perSecond }));
