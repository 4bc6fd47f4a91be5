import { timingSafeEqual } from "node:crypto";
import { answer, SECRET } from "../test-receiver.ts";
import type { PlantedBugs } from "./planted-bug.ts";

export const rejectsBadSecret: PlantedBugs = {
  fails: "rejects-bad-secret",
  cloudflare: [
    {
      name: "compares the secret by prefix",
      wrong: { isGenuine: (given, secret) => secret.startsWith(given ?? "-") },
    },
    { name: "takes a secret that goes on", wrong: { isGenuine: (given, secret) => (given ?? "").startsWith(secret) } },
    {
      name: "compares the secret without its case",
      wrong: { isGenuine: (given, secret) => given?.toLowerCase() === secret.toLowerCase() },
    },
    { name: "asks only whether there is a secret", wrong: { isGenuine: (given) => typeof given === "string" } },
    {
      name: "compares the secret only when one is sent",
      wrong: { isGenuine: (given, secret) => given === null || given === secret },
    },
    {
      name: "RangeError of timingSafeEqual on unequal lengths",
      wrong: { isGenuine: (given, secret) => timingSafeEqual(Buffer.from(given ?? ""), Buffer.from(secret)) },
    },
    {
      name: "RangeError of timingSafeEqual on é, of one letter and two bytes",
      onTheWire: true,
      wrong: {
        isGenuine: (given, secret) =>
          given?.length === secret.length && timingSafeEqual(Buffer.from(given), Buffer.from(secret)),
      },
    },
    {
      name: "stores before it checks the secret",
      wrong: { isGenuine: () => true },
      around: ({ fetch, options }) => ({
        async fetch(request) {
          const answered = await fetch(request);
          return request.headers.get("cf-webhook-auth") === SECRET ? answered : answer(401);
        },
        options,
      }),
    },
  ],
  cloud66: [
    { name: "asks only whether there is a token", wrong: { isGenuine: (given) => typeof given === "string" } },
    {
      name: "stores before it checks the token",
      wrong: { isGenuine: () => true },
      around: ({ fetch, options }) => ({
        async fetch(request) {
          const answered = await fetch(request);
          return new URL(request.url).searchParams.get("token") === SECRET ? answered : answer(401);
        },
        options,
      }),
    },
    {
      name: "compares the token only when one is sent",
      wrong: { isGenuine: (given, secret) => given === null || given === secret },
    },
    {
      name: "compares the token by prefix",
      wrong: { isGenuine: (given, secret) => secret.startsWith(given ?? "-") },
    },
    {
      name: "compares the token without its case",
      wrong: { isGenuine: (given, secret) => given?.toLowerCase() === secret.toLowerCase() },
    },
    {
      name: "RangeError of timingSafeEqual on unequal lengths",
      wrong: { isGenuine: (given, secret) => timingSafeEqual(Buffer.from(given ?? ""), Buffer.from(secret)) },
    },
  ],
};
