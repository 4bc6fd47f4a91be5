import { buildDeliveries, buildLifecycle, deliver, deliverEach } from "../../dist/index.js";
import { provider } from "./subject.mjs";

export const CONNECTIONS = 10;
const SUBJECTS = 100;
const BATCH = 3000;

const lifecycle = (index) => buildLifecycle(provider, "issuance", { index });
const lifecycles = Array.from({ length: SUBJECTS }, (_, index) => lifecycle(index));
const deliveries = lifecycles.flatMap((one) => buildDeliveries(one));

const during = function* (ms, make) {
  const end = performance.now() + ms;
  for (let i = 0; performance.now() < end; i++) yield make(i);
};

const overEach = async (url, source) => {
  let answered = 0;
  const began = performance.now();
  for await (const { response } of deliverEach(source, url, { concurrency: CONNECTIONS }))
    if (response?.status === 200) answered++;
  return (1000 * answered) / (performance.now() - began);
};

const withDeliver = async (url, ms) => {
  let [answered, spent] = [0, 0];
  for (const batch of during(ms, () => Array.from({ length: BATCH }, (_, i) => deliveries[i % deliveries.length]))) {
    const began = performance.now();
    const exchanges = await deliver(batch, url, { concurrency: CONNECTIONS });
    spent += performance.now() - began;
    answered += exchanges.filter(({ response }) => response?.status === 200).length;
  }
  return (1000 * answered) / spent;
};

const withAutocannon = async (url, ms) => {
  const { default: autocannon } = await import("autocannon");
  const requests = deliveries.map(({ method, headers, body }) => ({ method, headers, body: Buffer.from(body) }));
  const options = { url, connections: CONNECTIONS, pipelining: 1, duration: ms / 1000, requests };
  const { "2xx": answered, start, finish } = await autocannon(options);
  return (1000 * answered) / (finish - start);
};

/** Each sends for so many milliseconds and gives the deliveries a second that were answered. */
export const senders = {
  "hookwright deliverEach": (url, ms) =>
    overEach(
      url,
      during(ms, (i) => deliveries[i % deliveries.length]),
    ),
  "hookwright deliver": withDeliver,
  "hookwright, lifecycles built meanwhile": (url, ms) => overEach(url, during(ms, lifecycle)),
  autocannon: withAutocannon,
};
