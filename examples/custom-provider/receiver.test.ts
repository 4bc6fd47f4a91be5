import { defineProvider } from "hookwright";
import { describeReceiver } from "hookwright/vitest";
import { createOrderStore } from "./order-store.ts";
import { createReceiver } from "./receiver.ts";

const shop = await defineProvider(import.meta.dirname); // provider.json, lifecycle.json and events/ beside this file
const orders = createOrderStore();

describeReceiver(shop, createReceiver("s3cret", orders), {
  secret: "s3cret",
  strict: true, // what is prudent is asked for, too: a warning fails its test
  prepare: ({ orderId }) => orders.place(String(orderId)),
  observe: ({ orderId }) => orders.find(String(orderId)),
  view: (order) => (order as { state: string }).state,
  expect: { paid: "to be shipped" },
});
