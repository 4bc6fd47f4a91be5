import type { Json, JsonObject, JsonSchema } from "../../schemas/json-schema.ts";
import type { Subject } from "../../schemas/provider.ts";
import type { Duration } from "../clock.ts";
import type { Exchange } from "../exchange.ts";
import { checkFields, chosen, type ServedMock, theChosen } from "./served-mock.ts";

/** What a call of the control is given: its body, or its query. */
export type ControlInput = Readonly<JsonObject>;

/** A call of the control: what it takes and gives, which is both checked and told, and what it does. */
export interface ControlRoute {
  summary: string;
  /** What the body must be, or, of a GET, the query. */
  input: JsonSchema;
  /** What the answer is; without it there is none. */
  output?: JsonSchema;
  run(mocks: readonly ServedMock[], input: ControlInput): Promise<Json | undefined>;
}

const ANY: JsonSchema = { description: "A provider that is served; all of them if it is left out.", type: "string" };
const ONE: JsonSchema = { description: "A provider that is served; needed if several are.", type: "string" };
const AMOUNT: JsonSchema = { type: "number", minimum: 0 };

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const SUBJECT: JsonSchema = {
  description: "Fields of a subject, by their names in hookwright.",
  type: "object",
  additionalProperties: { type: ["string", "number"] },
};

const LIFECYCLE: JsonSchema = {
  description: "The name of a lifecycle, or a list of event types, after which nothing comes of itself.",
  type: ["string", "array"],
  items: { type: "string" },
};

const EXCHANGE: JsonSchema = {
  description: "A webhook, and what came back: an answer or an error. Its headers, where the secret is, are left out.",
  type: "object",
  required: ["provider", "due"],
  properties: {
    provider: { type: "string" },
    eventType: { type: "string" },
    subject: SUBJECT,
    due: { description: "The virtual time.", type: "string", format: "date-time" },
    payload: {},
    response: object({ status: { type: "integer" }, ms: { type: "number" } }),
    error: object({ code: { type: "string" }, message: { type: "string" } }),
  },
};

const EXCHANGES: JsonSchema = { type: "array", items: EXCHANGE };

const RESOURCES: JsonSchema = {
  type: "array",
  items: {
    description: "What a provider's API holds of one subject; its status is a state of lifecycle.json.",
    type: "object",
    required: ["provider", "subject", "status", "createdAt"],
    properties: {
      provider: { type: "string" },
      subject: SUBJECT,
      status: { type: "string" },
      createdAt: { type: "string", format: "date-time" },
    },
  },
};

const showExchange = (provider: string, { delivery, response, error }: Exchange): JsonObject => ({
  provider,
  ...(delivery.eventType !== undefined && { eventType: delivery.eventType }),
  ...(delivery.subject && { subject: { ...delivery.subject } }),
  due: delivery.due.toISOString(),
  ...(delivery.payload !== undefined && { payload: delivery.payload as Json }),
  ...(response && { response: { status: response.status, ms: response.ms } }),
  ...(error && { error: { code: error.code, message: error.message } }),
});

const provider = (input: ControlInput): string | undefined => input["provider"] as string | undefined;

/** The control: method and path under `/_hookwright` to what is done. */
export const controlRoutes: Readonly<Record<string, ControlRoute>> = {
  "POST /advance": {
    summary: "Lets virtual time pass; answers when every webhook that came due was answered or failed.",
    input: object({ provider: ANY, days: AMOUNT, hours: AMOUNT, minutes: AMOUNT, seconds: AMOUNT }),
    output: object(
      {
        now: {
          description: "The virtual time of each provider.",
          type: "object",
          additionalProperties: { type: "string", format: "date-time" },
        },
        exchanges: EXCHANGES,
      },
      ["now", "exchanges"],
    ),
    async run(mocks, { provider: name, ...duration }) {
      const advanced = chosen(mocks, name as string | undefined);
      const exchanges: Json[] = [];
      for (const { name, mock } of advanced)
        for (const exchange of await mock.advance(duration as Duration)) exchanges.push(showExchange(name, exchange));
      return { now: Object.fromEntries(advanced.map(({ name, mock }) => [name, mock.now.toISOString()])), exchanges };
    },
  },
  "POST /plan": {
    summary: "Chooses the lifecycle of what is created from now on, or of the part of it that matches.",
    input: object({ provider: ONE, lifecycle: LIFECYCLE, match: SUBJECT }, ["lifecycle"]),
    async run(mocks, input) {
      const { lifecycle, match = {} } = input;
      const served = theChosen(mocks, provider(input));
      checkFields(served, match as Subject);
      served.mock.plan(lifecycle as string | string[], match as Subject);
      return undefined;
    },
  },
  "POST /show": {
    summary: "Brings a subject into a state at once, without a webhook; what was to come for it does not.",
    input: object({ provider: ONE, subject: SUBJECT, status: { type: "string" } }, ["subject", "status"]),
    async run(mocks, input) {
      theChosen(mocks, provider(input)).mock.show(input["subject"] as Subject, input["status"] as string);
      return undefined;
    },
  },
  "GET /resources": {
    summary: "What the APIs hold.",
    input: object({ provider: ANY }),
    output: object({ resources: RESOURCES }, ["resources"]),
    async run(mocks, input) {
      const resources = chosen(mocks, provider(input)).flatMap(({ name, mock }) =>
        mock.resources.map(({ subject, status, createdAt }) => ({
          provider: name,
          subject: { ...subject },
          status,
          createdAt: createdAt.toISOString(),
        })),
      );
      return { resources };
    },
  },
  "GET /exchanges": {
    summary: "The webhooks so far, and what came back.",
    input: object({ provider: ANY }),
    output: object({ exchanges: EXCHANGES }, ["exchanges"]),
    async run(mocks, input) {
      const exchanges = chosen(mocks, provider(input)).flatMap(({ name, mock }) =>
        mock.exchanges.map((exchange) => showExchange(name, exchange)),
      );
      return { exchanges };
    },
  },
  "POST /reset": {
    summary: "Forgets everything and sets the clock back.",
    input: object({ provider: ANY }),
    async run(mocks, input) {
      for (const { mock } of chosen(mocks, provider(input))) mock.reset();
      return undefined;
    },
  },
};
