import { isObject } from "../json-body.ts";
import type { PlantedBugs } from "./planted-bug.ts";

export const acceptsTestMessage: PlantedBugs = {
  fails: "accepts-test-message",
  cloudflare: [
    {
      name: "400 for a test message, since it is no event",
      wrong: { refuseBody: (body) => ("data" in body ? undefined : 400) },
    },
    {
      name: "TypeError on data of a test message",
      wrong: {
        refuseBody(body) {
          const { ssl } = body["data"] as { ssl: unknown };
          return isObject(ssl) || ssl === undefined ? undefined : 204;
        },
      },
    },
    {
      name: "knows a test message by every word of it",
      wrong: {
        refuseBody: ({ data, text }) =>
          data === undefined && !String(text).endsWith("your webhook is configured properly.") ? 422 : undefined,
      },
    },
    {
      name: "asks for the secret to be saved before the test message",
      wrong: { refuseBody: (body) => (Object.keys(body).join() === "text" ? 401 : undefined) },
    },
  ],
  cloud66: [], // none is documented
};
