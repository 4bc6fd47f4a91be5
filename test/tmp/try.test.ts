import { formatReport, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { it } from "vitest";
import { createCloud66Receiver } from "../receivers/cloud66.ts";
import { createCloudflareReceiver, timeOf } from "../receivers/cloudflare.ts";
import { createLateReceiver, createQueueReceiver } from "../receivers/late.ts";
import { createOwnWordsReceiver } from "../receivers/own-words.ts";
import { createStatelessReceiver } from "../receivers/stateless.ts";

const lww = () =>
  createCloudflareReceiver({
    move(row, { data }) {
      row.status = data.ssl.status;
    },
  });
void timeOf;
it("x", async () => {
  for (const create of [
    createCloudflareReceiver,
    createOwnWordsReceiver,
    createLateReceiver,
    createQueueReceiver,
    createStatelessReceiver,
    lww,
  ]) {
    const { fetch, options } = create();
    console.log(create.name, formatReport(await verifyReceiver(cloudflare, fetch, options), "text"));
  }
  const { fetch, options } = createCloud66Receiver();
  console.log(formatReport(await verifyReceiver(cloud66, fetch, options), "text"));
}, 100000);
