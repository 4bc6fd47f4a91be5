import type { Api, ApiRequest, ApiResult, Schedule } from "../api.ts";
import { isAccepted } from "../exchange.ts";
import { carryOut } from "./carry-out.ts";
import { sendTest } from "./dispatch.ts";
import type { Mock } from "./mock.ts";
import { seedOf } from "./mock.ts";
import { nextResource, successorOf } from "./next-resource.ts";
import { adopt } from "./resources.ts";

/** A call as it came in. */
export type Call = Pick<ApiRequest, "params" | "query" | "headers" | "text">;

const requestOf = (mock: Mock, call: Call): ApiRequest => ({
  ...call,
  seed: seedOf(mock),
  options: mock.options,
  successor: (resource) => successorOf(mock, resource),
  get next() {
    return nextResource(mock); // drawn only where it is wanted
  },
});

type Test = Extract<Schedule, { test: unknown }>;

const testOf = ({ schedule = [] }: ApiResult): Test | undefined =>
  ([schedule].flat() as Schedule[]).find((one): one is Test => "test" in one);

// A call that cannot be carried out leaves nothing behind.
const takeEffect = (mock: Mock, { state, schedule }: ApiResult): void => {
  const { state: before, subjects } = mock;
  adopt(mock, state);
  try {
    carryOut(mock, schedule);
  } catch (error) {
    mock.state = before;
    mock.subjects = subjects;
    throw error;
  }
};

/** Answers one call of a route, and sets going what it asks for. */
export const answer = async (mock: Mock, api: Api, name: string, call: Call): Promise<ApiResult["response"]> => {
  const decide = (): ApiResult | undefined => api.routes[name]?.(mock.state, requestOf(mock, call), mock.clock.now());
  let result = decide();
  const asked = result && testOf(result);
  if (asked) {
    const exchange = await sendTest(mock, asked.test);
    if (!isAccepted(exchange)) return asked.refused(exchange);
    result = decide(); // others may have called meanwhile
  }
  if (!result) throw new RangeError(`"${name}" is no route`);
  takeEffect(mock, result);
  const { status, body } = result.response;
  const other = status < 300 ? api.statuses?.[mock.options.statuses ?? ""]?.[name] : undefined;
  return { status: other ?? status, body };
};
